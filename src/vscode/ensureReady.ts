import * as vscode from 'vscode';
import { estimate } from '../models/price.ts';
import { modelId } from '../models/zImageTurbo.ts';
import type { Services } from './services.ts';
import { askForToken } from './tokenDialog.ts';
import { aboutDollars } from './words/money.ts';

const explainedKey = 'explainedCost';

/** From this number on, pictures of one command are confirmed. */
const confirmFrom = 4;

/** A prompt this long is hardly meant, and hardly read by the model. */
const longPrompt = 5000;

/** What is about to be ordered. */
interface Intended {
  readonly apiBaseUrl: URL;
  readonly prompts: readonly string[];
  /** Of each prompt. */
  readonly numImages: number;
  /** The person has chosen them one by one, and seen their number and their price. */
  readonly isConfirmed?: boolean;
}

/** Asks for what must stand before anything is paid for; false where the person does not want to go on. */
export async function ensureReady(services: Services, intended: Intended): Promise<boolean> {
  const { apiBaseUrl } = intended;
  const hasToken =
    (await services.tokens.get(apiBaseUrl)) !== null || (await askForToken(services, apiBaseUrl));
  return (
    hasToken &&
    (await explainOnce(services)) &&
    (intended.isConfirmed === true ||
      ((await confirmMany(services, intended)) && (await confirmLong(intended))))
  );
}

async function explainOnce({ context }: Services): Promise<boolean> {
  if (context.globalState.get(explainedKey) === true) {
    return true;
  }
  const agreed = await confirm(
    vscode.l10n.t('Generate images with RunComfy?'),
    vscode.l10n.t(
      'The text is sent to RunComfy, which generates the image and charges your account for it. Saved image files tell that they were generated, and from which text; the setting zImage.embedPrompt leaves the text out. This is said only once.',
    ),
    vscode.l10n.t('Generate'),
  );
  if (agreed) {
    await context.globalState.update(explainedKey, true);
  }
  return agreed;
}

/** One prompt is one order, whatever number of pictures the person has set; several are confirmed. */
async function confirmMany(
  { prices }: Services,
  { apiBaseUrl, prompts, numImages }: Intended,
): Promise<boolean> {
  const count = prompts.length * numImages;
  if (prompts.length === 1 || count < confirmFrom) {
    return true;
  }
  const entry = await prices.get(apiBaseUrl, modelId);
  const price = aboutDollars(
    estimate(
      entry,
      prompts.map(() => ({ numImages })),
    ),
  );
  const detail = vscode.l10n.t(
    'Each of the {0} selections is a request of its own, and each is paid for.',
    prompts.length,
  );
  return confirm(
    vscode.l10n.t('Generate {0} images?', count),
    price === null
      ? detail
      : `${detail} ${vscode.l10n.t({ message: 'Together: {0}.', args: [price], comment: ["{0} is a price, such as 'about $0.02'"] })}`,
    vscode.l10n.t('Generate {0} Images', count),
  );
}

async function confirmLong({ prompts }: Intended): Promise<boolean> {
  const longest = Math.max(...prompts.map((prompt) => prompt.length));
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
