import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { begin, end, fileExists, folder, generateAndInsert, select } from './support/scene.ts';

let notebooks = 0;

/** A notebook with one Markdown cell and one of code; the editor of one of them, in edit mode. */
async function openCell(index: number): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(folder(), `notebook-${++notebooks}`, 'book.ipynb');
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: ['# One\n', '\n', 'A fox in a cell.'] },
    {
      cell_type: 'code',
      metadata: {},
      execution_count: null,
      outputs: [],
      source: ['# A hen in code\n', 'a = 1'],
    },
  ];
  const metadata = { language_info: { name: 'python' } };
  const text = JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 });
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const { document } = notebook.cellAt(index);
  const { promise: shown, resolve } = Promise.withResolvers<vscode.TextEditor>();
  const look = (editor: vscode.TextEditor | undefined): void => {
    if (editor?.document === document) resolve(editor);
  };
  const listener = vscode.window.onDidChangeActiveTextEditor(look);
  try {
    await vscode.window.showNotebookDocument(notebook, {
      selections: [new vscode.NotebookRange(index, index + 1)],
    });
    await vscode.commands.executeCommand('notebook.cell.edit');
    look(vscode.window.activeTextEditor);
    return await shown;
  } finally {
    listener.dispose();
  }
}

/** A file beside the notebook that was opened last. */
const beside = (name: string): vscode.Uri => vscode.Uri.joinPath(folder(), `notebook-${notebooks}`, name);

describe('A notebook', () => {
  beforeEach(begin);
  afterEach(end);

  it('gets the link in its Markdown cell, the file beside it, and undo takes back both', async () => {
    const editor = await openCell(0);
    const { document } = editor;
    const before = document.getText();
    select(editor, 'A fox in a cell.');
    await generateAndInsert('A fox in a cell.');
    assert.equal(document.getText(), `${before}\n\n![A fox in a cell.](images/a-fox-in-a-cell.png)`);
    assert(await fileExists(beside('images/a-fox-in-a-cell.png')));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    assert(!(await fileExists(beside('images/a-fox-in-a-cell.png'))), 'undo takes back the file');
  });

  it('gets a comment with the path in a cell of code', async () => {
    const editor = await openCell(1);
    select(editor, '# A hen in code');
    await generateAndInsert('A hen in code');
    assert.equal(editor.document.getText(), '# A hen in code\n# images/a-hen-in-code.png\na = 1');
    assert(await fileExists(beside('images/a-hen-in-code.png')));
  });
});
