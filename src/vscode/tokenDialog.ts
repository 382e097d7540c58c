import * as vscode from 'vscode';
import { normalizeToken } from '../runcomfy/token.ts';
import { openRunComfy } from './links.ts';
import type { Services } from './services.ts';
import { show } from './words/message.ts';

/**
 * Asks for a token, checks it with the service, and stores it. Resolves with whether one is stored now. A refused
 * one is never stored; one that could not be checked is, if the person says so.
 */
export async function askForToken(services: Services, apiBaseUrl: URL): Promise<boolean> {
  for (;;) {
    const token = await enterToken(apiBaseUrl);
    if (token === null) {
      return false;
    }
    services.log.hide(token);
    const check = await checkToken(services, apiBaseUrl, token);
    const next = check === 'accepted' ? 'store' : await chooseAfter(check);
    if (next === 'store') {
      await services.tokens.store(apiBaseUrl, token);
      return true;
    }
    if (next !== 'enterAgain') {
      return false;
    }
  }
}

async function enterToken(apiBaseUrl: URL): Promise<string | null> {
  const input = vscode.window.createInputBox();
  const getToken: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: vscode.l10n.t('Get Token'),
  };
  input.title = vscode.l10n.t('RunComfy API Token');
  input.prompt = vscode.l10n.t(
    'Paste the token for {0}. It is stored in the secret storage of VS Code.',
    apiBaseUrl.host,
  );
  input.placeholder = vscode.l10n.t('API token');
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = [getToken];
  try {
    return await new Promise<string | null>((resolve) => {
      input.onDidTriggerButton(() => void openRunComfy('token'));
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      });
      input.onDidAccept(() => {
        const token = normalizeToken(input.value);
        if (token === null) {
          input.validationMessage =
            input.value.trim() === ''
              ? vscode.l10n.t('Paste your API token. The button above opens the page that has it.')
              : vscode.l10n.t('A token has no spaces, line breaks or special letters. Copy it again.');
        } else {
          resolve(token);
        }
      });
      input.onDidHide(() => {
        resolve(null);
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}

async function checkToken(services: Services, apiBaseUrl: URL, token: string): ReturnType<typeof check> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Checking the API token…'),
      cancellable: true,
    },
    (_, cancellation) => check(services, apiBaseUrl, token, cancellation),
  );
}

async function check(
  services: Services,
  apiBaseUrl: URL,
  token: string,
  cancellation: vscode.CancellationToken,
): Promise<'accepted' | 'refused' | 'notChecked'> {
  const abort = new AbortController();
  cancellation.onCancellationRequested(() => {
    abort.abort();
  });
  try {
    return await services.client(apiBaseUrl, token).checkToken(abort.signal);
  } catch (error) {
    if (abort.signal.aborted) {
      return 'notChecked';
    }
    throw error;
  }
}

async function chooseAfter(
  check: 'refused' | 'notChecked',
): Promise<'store' | 'enterAgain' | 'getToken' | null> {
  const chosen =
    check === 'refused'
      ? await show({
          severity: 'error',
          text: vscode.l10n.t('RunComfy did not accept this token. It was not stored.'),
          actions: [
            { id: 'enterAgain', title: vscode.l10n.t('Enter Again') },
            { id: 'getToken', title: vscode.l10n.t('Get Token') },
          ],
        })
      : await show({
          severity: 'warning',
          text: vscode.l10n.t('The token could not be checked, because RunComfy did not answer.'),
          actions: [
            { id: 'store', title: vscode.l10n.t('Store Anyway') },
            { id: 'enterAgain', title: vscode.l10n.t('Enter Again') },
          ],
        });
  if (chosen === 'getToken') {
    await openRunComfy('token');
    return 'enterAgain';
  }
  return chosen;
}
