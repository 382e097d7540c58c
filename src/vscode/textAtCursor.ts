import * as vscode from 'vscode';
import type { PromptSource } from '../prompt/sources/promptSource.ts';
import { promptOf, promptSourcesAt } from '../prompt/sources/promptSources.ts';
import type { PromptChoice } from './promptPick.ts';
import { promptSourceTitle } from './words/promptSources.ts';

/** What the cursor of an editor means where nothing is selected. */
export interface TextAtCursor {
  /** The nearest, whose prompt is proposed; null where nothing is written there. */
  readonly nearest: { readonly source: PromptSource; readonly prompt: string } | null;
  /** All of them, to choose another from. */
  readonly choices: readonly PromptChoice[];
}

/** A longer source is read when it is chosen, not to show how it begins. */
const longestDescribed = 5_000;

export function textAtCursor({ document, selection }: vscode.TextEditor): TextAtCursor {
  const text = document.getText();
  const { languageId } = document;
  const sources = promptSourcesAt(text, document.offsetAt(selection.active), languageId);
  const choices = sources.map((source): PromptChoice => {
    const prompt = (): string => promptOf(text, source, languageId);
    return {
      label: promptSourceTitle(source),
      description:
        source.end - source.start > longestDescribed ? '' : prompt().replaceAll(/\s+/g, ' ').slice(0, 100),
      prompt,
    };
  });
  const [source] = sources;
  return {
    nearest: source === undefined ? null : { source, prompt: promptOf(text, source, languageId) },
    choices,
  };
}
