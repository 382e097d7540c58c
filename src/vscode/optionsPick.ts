import * as vscode from 'vscode';
import { imageSizeNames, limits, outputFormats } from '../models/zImageTurbo.ts';
import type { RunOptions } from './drafts.ts';
import { enterInteger, pickValue } from './optionInputs.ts';
import * as words from './words/options.ts';

export interface OptionsPickTools {
  /** What was chosen at the last run, if it was anything else than now. */
  readonly last: RunOptions | null;
  /** About what a run with these choices costs, in words. */
  readonly priceOf: (options: RunOptions) => string | null;
  /** Writes choices into the settings of the workspace; null where there is none, or it is not trusted. */
  readonly remember: ((options: RunOptions) => Promise<void>) | null;
}

interface Item extends vscode.QuickPickItem {
  readonly run: () => Promise<RunOptions | null>;
  /** Ends the choosing: generate with what is chosen. */
  readonly done?: true;
}

/** Lets the choices of one run be changed, one after the other. Null when the person goes back. */
export async function pickOptions(current: RunOptions, tools: OptionsPickTools): Promise<RunOptions | null> {
  let options = current;
  let remembered = false;
  for (;;) {
    const keep = (): Promise<RunOptions> => Promise.resolve(options);
    const items: Item[] = [
      {
        label: `$(sparkle) ${vscode.l10n.t('Generate')}`,
        detail: [words.countText(options.numImages), tools.priceOf(options)].filter(Boolean).join(' · '),
        run: keep,
        done: true,
      },
      ...lastChoices(options, tools.last),
      option('$(symbol-ruler)', vscode.l10n.t('Size'), words.sizeText(options.imageSize), () =>
        pickSize(options),
      ),
      option('$(list-ordered)', vscode.l10n.t('Steps'), String(options.numInferenceSteps), () =>
        pickSteps(options),
      ),
      option('$(symbol-numeric)', vscode.l10n.t('Seed'), words.seedText(options.seed), () =>
        pickSeed(options),
      ),
      option('$(files)', vscode.l10n.t('Number of Images'), String(options.numImages), () =>
        pickCount(options),
      ),
      option('$(file-media)', vscode.l10n.t('Format'), words.formatText(options.outputFormat), () =>
        pickFormat(options),
      ),
      ...rememberItem(tools.remember, options, remembered),
    ];
    const chosen = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Options for This Image'),
      placeHolder: vscode.l10n.t('Choose what to change'),
      ignoreFocusOut: true,
    });
    if (chosen === undefined) {
      return null;
    }
    const changed = await chosen.run();
    remembered = changed === null ? remembered : changed === options;
    options = changed ?? options;
    if (chosen.done === true) {
      return options;
    }
  }
}

function option(icon: string, name: string, value: string, run: Item['run']): Item {
  return { label: `${icon} ${name}`, description: value, run };
}

function lastChoices(options: RunOptions, last: RunOptions | null): Item[] {
  return last === null || words.optionsText(last) === words.optionsText(options)
    ? []
    : [
        {
          label: `$(history) ${vscode.l10n.t('As Last Time')}`,
          description: words.optionsText(last),
          run: () => Promise.resolve(last),
        },
      ];
}

function rememberItem(remember: OptionsPickTools['remember'], options: RunOptions, done: boolean): Item[] {
  return remember === null
    ? []
    : [
        {
          label: `$(${done ? 'check' : 'save'}) ${vscode.l10n.t('Remember for This Workspace')}`,
          run: async () => {
            await remember(options);
            return options;
          },
        },
      ];
}

async function pickSize(options: RunOptions): Promise<RunOptions | null> {
  const imageSize = await pickValue(vscode.l10n.t('Size'), imageSizeNames, options.imageSize, words.sizeText);
  return imageSize === null ? null : { ...options, imageSize };
}

async function pickCount(options: RunOptions): Promise<RunOptions | null> {
  const { minimum, maximum } = limits.numImages;
  const counts = Array.from({ length: maximum - minimum + 1 }, (_, at) => minimum + at);
  const numImages = await pickValue(
    vscode.l10n.t('Number of Images'),
    counts,
    options.numImages,
    words.countText,
  );
  return numImages === null ? null : { ...options, numImages };
}

async function pickFormat(options: RunOptions): Promise<RunOptions | null> {
  const title = vscode.l10n.t('Format');
  const outputFormat = await pickValue(title, outputFormats, options.outputFormat, words.formatText);
  return outputFormat === null ? null : { ...options, outputFormat };
}

async function pickSteps(options: RunOptions): Promise<RunOptions | null> {
  const { minimum, maximum } = limits.numInferenceSteps;
  const numInferenceSteps = await enterInteger(vscode.l10n.t('Steps'), options.numInferenceSteps, (steps) =>
    steps >= minimum && steps <= maximum
      ? null
      : vscode.l10n.t('Enter a whole number from {0} to {1}.', minimum, maximum),
  );
  return numInferenceSteps === null ? null : { ...options, numInferenceSteps };
}

async function pickSeed(options: RunOptions): Promise<RunOptions | null> {
  const fresh = vscode.l10n.t('New seed each time');
  const fixed = vscode.l10n.t('Enter a seed…');
  const chosen = await vscode.window.showQuickPick([fresh, fixed], {
    title: vscode.l10n.t('Seed'),
    ignoreFocusOut: true,
  });
  if (chosen === undefined || chosen === fresh) {
    return chosen === undefined ? null : { ...options, seed: null };
  }
  const seed = await enterInteger(vscode.l10n.t('Seed'), options.seed ?? 1, (value) =>
    Number.isSafeInteger(value) ? null : vscode.l10n.t('Enter a whole number.'),
  );
  return seed === null ? null : { ...options, seed };
}
