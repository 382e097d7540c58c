import * as vscode from 'vscode';
import type { SelectedText } from './selectedTexts.ts';
import type { Services } from './services.ts';
import { askForToken } from './tokenDialog.ts';

const explainedKey = 'explainedCost';

/** From this number on, pictures of one command are confirmed. */
const confirmFrom = 4;

/** A prompt this long is hardly meant, and hardly read by the model. */
const longPrompt = 5000;

/** Asks for what must stand before anything is paid for; false where the person does not want to go on. */
export async function ensureReady(
  services: Services,
  apiBaseUrl: URL,
  texts: readonly SelectedText[],
): Promise<boolean> {
  const hasToken =
    (await services.tokens.get(apiBaseUrl)) !== null || (await askForToken(services, apiBaseUrl));
  return (
    hasToken && (await explainOnce(services)) && (await confirmMany(texts)) && (await confirmLong(texts))
  );
}

async function explainOnce({ context }: Services): Promise<boolean> {
  if (context.globalState.get(explainedKey) === true) {
    return true;
  }
  const agreed = await confirm(
    vscode.l10n.t('Generate images with RunComfy?'),
    vscode.l10n.t(
      'The selected text is sent to RunComfy, which generates the image and charges your account for it. This is said only once.',
    ),
    vscode.l10n.t('Generate'),
  );
  if (agreed) {
    await context.globalState.update(explainedKey, true);
  }
  return agreed;
}

async function confirmMany(texts: readonly SelectedText[]): Promise<boolean> {
  return (
    texts.length < confirmFrom ||
    confirm(
      vscode.l10n.t('Generate {0} images?', texts.length),
      vscode.l10n.t('There is one image for each selection, and each is paid for.'),
      vscode.l10n.t('Generate {0} Images', texts.length),
    )
  );
}

async function confirmLong(texts: readonly SelectedText[]): Promise<boolean> {
  const longest = Math.max(...texts.map(({ prompt }) => prompt.length));
  return (
    longest < longPrompt ||
    confirm(
      vscode.l10n.t('The selected text is very long for a prompt: {0} characters.', longest),
      vscode.l10n.t(
        'The model may read only its beginning. A shorter selection usually gives a better image.',
      ),
      vscode.l10n.t('Generate Anyway'),
    )
  );
}

async function confirm(message: string, detail: string, action: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, action)) === action;
}
