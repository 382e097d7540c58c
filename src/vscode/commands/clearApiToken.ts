import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { readSetting } from '../settings.ts';
import { show } from '../words/message.ts';

/** Removes the stored token of the API that the settings name. */
export async function clearApiToken({ tokens }: Services): Promise<void> {
  const apiBaseUrl = readSetting('apiBaseUrl', null);
  const wasStored = await tokens.isStored(apiBaseUrl);
  const { environmentRemains } = await tokens.clear(apiBaseUrl);
  const removed = wasStored
    ? vscode.l10n.t('The API token for {0} was removed.', apiBaseUrl.host)
    : vscode.l10n.t('No API token for {0} is stored.', apiBaseUrl.host);
  const left = environmentRemains
    ? ` ${vscode.l10n.t('The token of the environment variable RUNCOMFY_API_TOKEN or RUNCOMFY_TOKEN is used now.')}`
    : '';
  void show({ severity: 'information', text: removed + left, actions: [] });
}
