import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  begin,
  end,
  fileExists,
  generateAndInsert,
  openNew,
  select,
  thePerson,
  withSettings,
} from './support/scene.ts';

/** The first entry of the history is chosen; lists after it are closed. Gives the titles of all that were shown. */
async function insertLatest(): Promise<string[]> {
  const { showQuickPick } = vscode.window;
  const titles: string[] = [];
  const shown = (items: readonly unknown[], options: vscode.QuickPickOptions): Promise<unknown> => {
    titles.push(options.title ?? '');
    return Promise.resolve(titles.length === 1 ? items[0] : undefined);
  };
  Object.assign(vscode.window, { showQuickPick: shown });
  try {
    await vscode.commands.executeCommand('zImage.insertFromHistory');
  } finally {
    Object.assign(vscode.window, { showQuickPick });
  }
  return titles;
}

describe('Insert Image from History', () => {
  beforeEach(begin);
  afterEach(end);

  it('selects the text of the image, to be typed over, and one undo takes back all', async () => {
    const first = await openNew('page.md', 'A fox by hand.\n');
    select(first, 'A fox by hand.');
    await generateAndInsert('A fox by hand.');
    assert.equal(
      first.document.getText(first.selection),
      'A fox by hand.',
      'a job that ended selects nothing',
    );
    assert.equal(first.selection.start.line, 0);
    const text = '# Here\n\nEnd.\n';
    const editor = await openNew('other.md', text);
    await withSettings({ 'zImage.saveFolder': '' }, insertLatest);
    const { document, selection } = editor;
    const link = /!\[A fox by hand\.\]\((.*)\)/.exec(document.getText());
    assert(link !== null, document.getText());
    assert.equal(document.getText(selection), 'A fox by hand.');
    assert.equal(document.offsetAt(selection.start), link.index + 2);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('puts no WebP into LaTeX, and offers to generate it as PNG', async () => {
    const first = await openNew('page.md', 'A webp fox.\n');
    select(first, 'A webp fox.');
    await withSettings({ 'zImage.outputFormat': 'webp' }, () => generateAndInsert('A webp fox.'));
    const text = '\\begin{document}\nA fox.\n\\end{document}\n';
    const editor = await openNew('page.tex', text);
    assert.equal(editor.document.languageId, 'latex');
    thePerson().answer('cannot show an image of this format', 'Generate as PNG');
    const titles = await insertLatest();
    assert.equal(editor.document.getText(), text);
    assert.deepEqual(titles, ['Insert Image from History', 'Generate Again: A webp fox.']);
  });
});

describe('An image that a site serves', () => {
  beforeEach(begin);
  afterEach(end);

  it('is linked from the root of the site, is not missing then, and is linked alike by hand', async () => {
    const editor = await openNew('page.md', 'A served fox.\n');
    const { document } = editor;
    const root = vscode.Uri.joinPath(document.uri, '../static');
    await vscode.workspace.fs.createDirectory(root);
    const saveFolder = vscode.workspace.asRelativePath(root, false);
    select(editor, 'A served fox.');
    const link = '![A served fox.](/img/a-served-fox.png)';
    await withSettings({ 'zImage.saveFolder': `/${saveFolder}/img` }, async () => {
      await generateAndInsert('A served fox.');
      assert.equal(document.getText(), `A served fox.\n\n${link}\n`);
      assert(await fileExists(vscode.Uri.joinPath(root, 'img/a-served-fox.png')));
      await vscode.commands.executeCommand('zImage.generateMissing');
      assert.deepEqual(thePerson().picks, [], 'nothing is missing');
      await insertLatest();
      assert.equal(document.getText(), `A served fox.\n\n${link}\n\n${link}\n`);
    });
    const plain = await openNew('page.typ', 'A near fox.\n');
    select(plain, 'A near fox.');
    await withSettings({ 'zImage.saveFolder': `/${saveFolder}/img` }, () => generateAndInsert('A near fox.'));
    assert.match(plain.document.getText(), /a-near-fox\.png$/m);
  });
});
