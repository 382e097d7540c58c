import * as vscode from 'vscode';
import { estimate } from '../models/price.ts';
import { modelId } from '../models/zImageTurbo.ts';
import type { RunOptions } from './drafts.ts';
import { orderKey } from './orderKey.ts';
import { pickPrompt } from './promptPick.ts';
import { recentPrompts } from './recentPrompts.ts';
import type { SelectedText } from './selectedTexts.ts';
import type { Services } from './services.ts';
import { readSettings } from './settings.ts';
import { textAtCursor } from './textAtCursor.ts';
import { aboutDollars } from './words/money.ts';
import { runSummary } from './words/options.ts';

interface Asked {
  readonly title: string;
  /** Null where the settings say it. */
  readonly numImages: 1 | null;
}

/**
 * What the cursor means, shown to be edited before it is a prompt. The picture's place is the cursor, wherever it has
 * moved to by then. Null when the person does not want to.
 */
export async function askAtCursor(
  editor: vscode.TextEditor,
  { prices, book, places }: Services,
  { title, numImages }: Asked,
): Promise<SelectedText | null> {
  const { document, selection } = editor;
  const settings = readSettings(document);
  const options: RunOptions = { ...settings, numImages: numImages ?? settings.numImages };
  const { nearest, choices } = textAtCursor(editor);
  const offset = document.offsetAt(selection.active);
  const cursor = { start: offset, end: offset };
  const key = `choosing ${orderKey(editor)}`;
  places.follow(key, document.uri.toString(), cursor);
  try {
    const picked = await pickPrompt({
      title,
      proposal: nearest?.prompt ?? '',
      fromDocument: choices,
      hasOptions: false,
      known: () => {
        const price = aboutDollars(estimate(prices.known(settings.apiBaseUrl, modelId), [options]));
        return {
          recent: recentPrompts(book),
          summary: runSummary(options, price),
        };
      },
      more: Promise.all([prices.get(settings.apiBaseUrl, modelId), book.load()]),
    });
    return picked === null
      ? null
      : { ...(places.get(key) ?? cursor), prompt: picked.prompt, isSelected: false };
  } finally {
    places.forget(key);
  }
}
