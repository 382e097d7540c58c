import * as vscode from 'vscode';
import { pictureLanguages } from '../../documents/pictures/languageIds.ts';
import { mayHavePictures } from '../../documents/pictures/mayHavePictures.ts';

const selector: vscode.DocumentSelector = pictureLanguages.map((language) => ({ language }));

/** How far a picture's markup may reach over its own line. */
const linesAround = 10;

/** What is offered on links to pictures: to make those that are missing, and others for those that we made. It is loaded when there may be one. */
export function registerMissing(): vscode.Disposable {
  const lenses = new vscode.EventEmitter<void>();
  const changed = (): void => {
    lenses.fire();
  };
  return vscode.Disposable.from(
    lenses,
    vscode.workspace.onDidCreateFiles(changed),
    vscode.workspace.onDidDeleteFiles(changed),
    vscode.workspace.onDidRenameFiles(changed),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('zImage')) {
        changed();
      }
    }),
    vscode.languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite] },
    ),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lenses.event,
      provideCodeLenses,
    }),
  );
}

async function provideCodeActions(
  document: vscode.TextDocument,
  { start, end }: vscode.Range,
): Promise<vscode.CodeAction[]> {
  const around = new vscode.Range(Math.max(0, start.line - linesAround), 0, end.line + linesAround, 0);
  if (!mayHavePictures(document.getText(document.validateRange(around)))) {
    return [];
  }
  const [{ missingActions }, { regenerateAction }] = await Promise.all([
    import('./missingActions.ts'),
    import('../regenerateAction.ts'),
  ]);
  const missing = await missingActions(document, start.line, end.line);
  const regenerate = missing.length > 0 ? null : await regenerateAction(document, start);
  return regenerate === null ? missing : [regenerate];
}

async function provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  if (vscode.workspace.getConfiguration('zImage', document).get('codeLens') !== true) {
    return [];
  }
  const { missingLenses } = await import('./missingActions.ts');
  return missingLenses(document);
}
