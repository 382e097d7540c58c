import * as vscode from 'vscode';
import type { MissingPicture } from '../../documents/missing/findMissing.ts';
import { shortened } from '../words/message.ts';
import { missingIn } from './missingIn.ts';

/** The quick fixes for missing pictures in some lines. */
export async function missingActions(
  document: vscode.TextDocument,
  firstLine: number,
  lastLine: number,
): Promise<vscode.CodeAction[]> {
  const lines = {
    start: document.offsetAt(document.lineAt(firstLine).range.start),
    end: document.offsetAt(document.lineAt(lastLine).range.end),
  };
  const actions = (await possibleIn(document, lines)).map((missing) =>
    actionOf({ ...commandFor(document, missing), title: titleOf(missing) }),
  );
  const all = { title: vscode.l10n.t('Generate All Missing Images…'), command: 'zImage.generateMissing' };
  return actions.length === 0 ? [] : [...actions, actionOf({ ...all, arguments: [document.uri] })];
}

export async function missingLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return (await possibleIn(document, null)).map((missing) => {
    const position = document.positionAt(missing.picture.whole.start);
    const title = vscode.l10n.t('Generate Image');
    return new vscode.CodeLens(new vscode.Range(position, position), {
      ...commandFor(document, missing),
      title,
    });
  });
}

/** A setting that cannot be used is told when something is to be ordered, not while the person reads. */
async function possibleIn(
  document: vscode.TextDocument,
  lines: Parameters<typeof missingIn>[1],
): Promise<MissingPicture[]> {
  try {
    return (await missingIn(document, lines)).filter(({ obstacle }) => obstacle === null);
  } catch {
    return [];
  }
}

function titleOf({ picture }: MissingPicture): string {
  return vscode.l10n.t('Generate Image “{0}”', shortened(picture.altText));
}

function commandFor(
  document: vscode.TextDocument,
  { picture }: MissingPicture,
): Omit<vscode.Command, 'title'> {
  return { command: 'zImage.generateMissing', arguments: [document.uri, picture.whole.start] };
}

function actionOf(command: vscode.Command): vscode.CodeAction {
  const action = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
  action.command = command;
  return action;
}
