import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { readSetting } from '../settings.ts';
import { askForToken } from '../tokenDialog.ts';
import { show } from '../words/message.ts';

/** Asks for the token of the API that the settings name; resolves with whether one was stored. */
export async function setApiToken(services: Services): Promise<boolean> {
  const apiBaseUrl = readSetting('apiBaseUrl', null);
  if (!(await askForToken(services, apiBaseUrl))) {
    return false;
  }
  const text = vscode.l10n.t('The API token for {0} is stored.', apiBaseUrl.host);
  void show({ severity: 'information', text, actions: [] });
  return true;
}
