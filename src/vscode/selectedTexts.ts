import * as vscode from 'vscode';
import type { Range } from '../documents/keptPlace.ts';
import { selectionPrompt } from '../prompt/selectionPrompt.ts';
import { show } from './words/message.ts';

/** A selected stretch of a document, and the prompt that it means. */
export interface SelectedText extends Range {
  readonly prompt: string;
}

/**
 * The selections of an editor with their prompts, in the order of the document. Null, after it was told, where there
 * is nothing to make a picture of.
 */
export async function readSelections(editor: vscode.TextEditor | undefined): Promise<SelectedText[] | null> {
  if (editor === undefined) {
    return tell(vscode.l10n.t('There is no text editor in front. Open a document and select some text.'));
  }
  const { document } = editor;
  const selections = editor.selections
    .filter((selection) => !selection.isEmpty)
    .toSorted((a, b) => a.start.compareTo(b.start));
  const read = selections.map((selection) => ({
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
    ...selectionPrompt(document.getText(selection), document.languageId),
  }));
  const found = read.flatMap((each): SelectedText[] =>
    each.outcome === 'prompt' ? [{ start: each.start, end: each.end, prompt: each.prompt }] : [],
  );
  if (found.length > 0) {
    return found;
  }
  return read.some(({ outcome }) => outcome === 'noWords')
    ? tell(vscode.l10n.t('The selected text has no words that a picture could show. Select some words.'))
    : tell(vscode.l10n.t('No text is selected. Select the text that the picture is to show.'));
}

async function tell(text: string): Promise<null> {
  await show({ severity: 'information', text, actions: [] });
  return null;
}
