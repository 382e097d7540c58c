import * as vscode from 'vscode';
import { countVariations, mostSeeds, mostVariations, type Variations } from '../models/variations.ts';
import { imageSizeNames, limits } from '../models/zImageTurbo.ts';
import type { RunOptions } from './drafts.ts';
import { enterText, pickValue } from './optionInputs.ts';
import * as words from './words/options.ts';

interface Item extends vscode.QuickPickItem {
  /** Null where the person goes back. */
  readonly change?: () => Promise<Variations | null>;
}

/** As many seeds as stand side by side in a window. */
const usualSeeds = 4;

/**
 * Lets the person choose what is tried for one prompt, with the price of all of it in sight. Null when the person goes
 * back.
 */
export async function pickVariations(
  { imageSize, numInferenceSteps, seed }: RunOptions,
  priceOf: (variations: Variations) => string | null,
): Promise<Variations | null> {
  let variations: Variations = {
    seeds: usualSeeds,
    imageSizes: [imageSize],
    numInferenceSteps: [numInferenceSteps],
  };
  for (;;) {
    const chosen = await vscode.window.showQuickPick(itemsFor(variations, seed, priceOf), {
      title: vscode.l10n.t('Variations'),
      placeHolder: vscode.l10n.t('Choose what to try'),
      ignoreFocusOut: true,
    });
    if (chosen === undefined) {
      return null;
    }
    if (chosen.change === undefined) {
      return variations;
    }
    variations = (await chosen.change()) ?? variations;
  }
}

function itemsFor(
  variations: Variations,
  pinned: number | null,
  priceOf: (variations: Variations) => string | null,
): Item[] {
  const { seeds, imageSizes, numInferenceSteps } = variations;
  const count = countVariations(variations);
  const generate: Item =
    count > mostVariations
      ? {
          label: `$(warning) ${words.countText(count)}`,
          detail: vscode.l10n.t('At most {0} images at once. Choose fewer.', mostVariations),
          change: () => Promise.resolve(null),
        }
      : {
          label: `$(sparkle) ${vscode.l10n.t('Generate')}`,
          detail: [words.variationsText(variations), priceOf(variations)].filter(Boolean).join(' · '),
        };
  return [
    {
      label: `$(symbol-numeric) ${vscode.l10n.t('Seeds')}`,
      description: words.seedsFromText(seeds, pinned),
      change: () => pickSeeds(variations),
    },
    {
      label: `$(symbol-ruler) ${vscode.l10n.t('Sizes')}`,
      description: imageSizes.map(words.sizeText).join(' · '),
      change: () => pickSizes(variations),
    },
    {
      label: `$(list-ordered) ${vscode.l10n.t('Steps')}`,
      description: numInferenceSteps.join(', '),
      change: () => enterSteps(variations),
    },
    // Not the first: a key that is held down would order what nobody looked at.
    generate,
  ];
}

async function pickSeeds(variations: Variations): Promise<Variations | null> {
  const counts = Array.from({ length: mostSeeds }, (_, at) => at + 1);
  const seeds = await pickValue(vscode.l10n.t('Seeds'), counts, variations.seeds, words.seedsText);
  return seeds === null ? null : { ...variations, seeds };
}

async function pickSizes(variations: Variations): Promise<Variations | null> {
  const items = imageSizeNames.map((size) => ({
    label: words.sizeText(size),
    size,
    picked: variations.imageSizes.includes(size),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Sizes'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  const imageSizes = chosen?.map(({ size }) => size) ?? [];
  return imageSizes.length === 0 ? null : { ...variations, imageSizes };
}

async function enterSteps(variations: Variations): Promise<Variations | null> {
  const { minimum, maximum } = limits.numInferenceSteps;
  const wrong = vscode.l10n.t(
    'Enter whole numbers from {0} to {1}, with commas between them.',
    minimum,
    maximum,
  );
  const entered = await enterText(vscode.l10n.t('Steps'), variations.numInferenceSteps.join(', '), (text) =>
    stepsIn(text) === null ? wrong : null,
  );
  const numInferenceSteps = entered === null ? null : stepsIn(entered);
  return numInferenceSteps === null ? null : { ...variations, numInferenceSteps };
}

/** Numbers of steps, each once, the least first; null where one is none. */
function stepsIn(text: string): number[] | null {
  const { minimum, maximum } = limits.numInferenceSteps;
  const parts = text.split(/[\s,;]+/u).filter((part) => part !== '');
  const steps = parts.map(Number);
  const areSteps =
    parts.every((part) => /^\d+$/.test(part)) && steps.every((each) => each >= minimum && each <= maximum);
  return steps.length > 0 && areSteps ? [...new Set(steps)].sort((one, other) => one - other) : null;
}
