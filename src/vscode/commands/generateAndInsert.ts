import * as vscode from 'vscode';
import { remember, type Range } from '../../documents/keptPlace.ts';
import { OrderGuard } from '../../generation/orderGuard.ts';
import { newSeed } from '../../models/seed.ts';
import { modelId } from '../../models/zImageTurbo.ts';
import { ensureReady } from '../ensureReady.ts';
import type { Draft, Generations } from '../generations.ts';
import { readSelections, type SelectedText } from '../selectedTexts.ts';
import type { Services } from '../services.ts';
import { readSettings, type Settings } from '../settings.ts';
import { targetFor, type Target } from '../targetFolder.ts';
import { workspaceKey } from '../workspaceKey.ts';

/** From selections to linked pictures, without the gallery: one picture for each selection. */
export class GenerateAndInsert {
  readonly #services: Services;
  readonly #generations: Generations;
  readonly #guard = new OrderGuard(() => Date.now());

  constructor(services: Services, generations: Generations) {
    this.#services = services;
    this.#generations = generations;
  }

  async execute(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const placed = this.#guard.begin(orderKey(editor));
    if (placed === null) {
      return;
    }
    try {
      const drafts = await this.#prepare(editor);
      if (drafts !== null) {
        await this.#generations.order(drafts, placed);
      }
    } finally {
      placed();
    }
  }

  /** Null where nothing is to be ordered, which was told. */
  async #prepare(editor: vscode.TextEditor | undefined): Promise<Draft[] | null> {
    const texts = await readSelections(editor);
    if (texts === null || editor === undefined) {
      return null;
    }
    const { document } = editor;
    // While the person is asked, the texts may move.
    const asked = texts.map((text, at) => ({ text, key: `asking ${orderKey(editor)} ${at}` }));
    for (const { text, key } of asked) {
      this.#services.places.follow(key, document.uri.toString(), text);
    }
    try {
      const settings = readSettings(document);
      const target = await targetFor(document, settings);
      if (target === null || !(await ensureReady(this.#services, settings.apiBaseUrl, texts))) {
        return null;
      }
      return asked.map(({ text, key }) => {
        const range = this.#services.places.get(key) ?? text;
        return draftFor(text, range, document, target, settings);
      });
    } finally {
      for (const { key } of asked) {
        this.#services.places.forget(key);
      }
    }
  }
}

function draftFor(
  { prompt }: SelectedText,
  range: Range,
  document: vscode.TextDocument,
  { base, folder }: Target,
  settings: Settings,
): Draft {
  const { imageSize, numInferenceSteps, outputFormat, promptStyle, apiBaseUrl, fileName, insertPosition } =
    settings;
  const style = promptStyle.trim();
  return {
    apiBaseUrl,
    request: {
      model: modelId,
      prompt: style === '' ? prompt : `${prompt}, ${style}`,
      imageSize,
      numInferenceSteps,
      seed: settings.seed ?? newSeed(Math.random),
      numImages: 1,
      outputFormat,
    },
    delivery: {
      kind: 'insert',
      workspace: workspaceKey(),
      document: document.uri.toString(),
      base,
      place: remember(document.getText(), range),
      position: insertPosition,
      altText: prompt,
      folder,
      fileName,
      progress: { step: 'pending' },
    },
  };
}

/** The same selections of the same document are the same order. */
function orderKey(editor: vscode.TextEditor | undefined): string {
  const selections = editor?.selections.map(({ start, end }) => [
    start.line,
    start.character,
    end.line,
    end.character,
  ]);
  return JSON.stringify([editor?.document.uri.toString(), selections]);
}
