import * as vscode from 'vscode';
import type { Range } from '../documents/keptPlace.ts';
import { selectionPrompt } from '../prompt/selectionPrompt.ts';
import { show } from './words/message.ts';

/** A stretch of a document, and the prompt that it means. */
export interface SelectedText extends Range {
  readonly prompt: string;
  /** Else it is what a cursor means, and was never chosen to be replaced. */
  readonly isSelected: boolean;
}

type AskAtCursor = (editor: vscode.TextEditor) => Promise<SelectedText | null>;

/**
 * The selections of an editor with their prompts, in the order of the document; where nothing is selected, what the
 * person makes of the text at the cursor. Null, after it was told, where there is nothing to make a picture of.
 */
export async function readSelections(
  editor: vscode.TextEditor | undefined,
  askAtCursor: AskAtCursor,
): Promise<SelectedText[] | null> {
  if (editor === undefined) {
    const text = vscode.l10n.t('There is no text editor in front. Open a document and select some text.');
    await show({ severity: 'information', text, actions: [] });
    return null;
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
    each.outcome === 'prompt'
      ? [{ start: each.start, end: each.end, prompt: each.prompt, isSelected: true }]
      : [],
  );
  if (found.length > 0) {
    return found;
  }
  const text = read.some(({ outcome }) => outcome === 'noWords')
    ? vscode.l10n.t('The selected text has no words that a picture could show. Select some words.')
    : vscode.l10n.t('No text is selected. Select the text that the picture is to show.');
  const title = vscode.l10n.t('Use Text at Cursor…');
  const chosen = await show({ severity: 'information', text, actions: [{ id: 'atCursor', title }] });
  const asked = chosen === 'atCursor' ? await askAtCursor(editor) : null;
  return asked === null ? null : [asked];
}
