import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  begin,
  end,
  fileExists,
  folder,
  namesIn,
  openNew,
  ordered,
  runcomfy,
  thePerson,
  withSettings,
} from './support/scene.ts';

const beside = (document: vscode.TextDocument, name: string): vscode.Uri =>
  vscode.Uri.joinPath(document.uri, '..', name);

/** The command; resolves when all that was ordered stands, or it was told why not. */
async function generateMissing(prompts: readonly string[], ...args: unknown[]): Promise<void> {
  ordered.push(...prompts);
  await vscode.commands.executeCommand('zImage.generateMissing', ...args);
}

async function actionsAt(document: vscode.TextDocument, words: string): Promise<vscode.CodeAction[]> {
  const position = document.positionAt(document.getText().indexOf(words));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.filter(({ command }) => command?.command === 'zImage.generateMissing');
}

describe('Generate Missing Images in Document', () => {
  beforeEach(begin);
  afterEach(end);

  it('makes the file of each link that has none, after one list with the price', async () => {
    const text = [
      '# Page',
      '![A stone](stone%20one.png "t") and ![A leaf](/leaf.jpg)',
      '![A river]()',
      '![Mine](mine.png) ![Remote](https://example.com/a.png) `![Code](code.png)`',
      '![A vector](vector.svg)',
      '',
    ].join('\n\n');
    const { document } = await openNew('page.md', text);
    await vscode.workspace.fs.writeFile(beside(document, 'mine.png'), Buffer.from('mine'));
    await vscode.workspace.fs.createDirectory(beside(document, 'public'));
    await generateMissing(['A stone', 'A leaf', 'A river']);
    const [pick] = thePerson().picks;
    assert.match(pick?.title ?? '', /^Generate 3 missing images, about \$0\.0/);
    assert.deepEqual(
      pick?.items.map(({ label }) => label),
      ['A stone', 'A leaf', 'A river', 'Not Possible', 'A vector'],
    );
    assert.equal(document.getText(), text.replace('river]()', 'river](images/a-river.png)'));
    assert.deepEqual(await namesIn(beside(document, '.')), [
      'images',
      'mine.png',
      'page.md',
      'public',
      'stone one.png',
    ]);
    assert.deepEqual(await namesIn(beside(document, 'public')), ['leaf.jpg']);
    await thePerson().hears('3 images are in place.');
  });

  it('orders nothing that is under way, or is there by now', async () => {
    const { document } = await openNew('page.md', '![A kite](kite.png) ![A drum](drum.png)\n');
    await runcomfy.hold({ at: 'in_progress' });
    thePerson().choose = ({ selectedItems }) => selectedItems.filter(({ label }) => label === 'A kite');
    const first = generateMissing(['A kite']);
    await runcomfy.waitForJob({ prompt: 'A kite', state: 'in_progress' });
    thePerson().choose = ({ items }) => items;
    ordered.push('A drum');
    const second = vscode.commands.executeCommand('zImage.generateMissingInFolder', beside(document, '.'));
    await runcomfy.waitForJob({ prompt: 'A drum', state: 'in_progress' });
    await runcomfy.release();
    await Promise.all([first, second]);
    assert.deepEqual(
      thePerson().picks[1]?.items.map(({ label, detail }) => `${label}: ${detail ?? ''}`),
      ['A drum: ', 'Not Possible: ', 'A kite: It is ordered already. The gallery shows how far it is.'],
    );
    assert.deepEqual(await namesIn(beside(document, '.')), ['drum.png', 'kite.png', 'page.md']);
    await vscode.commands.executeCommand('zImage.generateMissingInFolder', beside(document, 'none'));
    await generateMissing([], beside(document, 'page.md'), [beside(document, 'page.md')]);
    await thePerson().hears('No image is missing');
  });

  it('leaves a file alone that came meanwhile', async () => {
    const { document } = await openNew('page.md', '![A sail](sail.png)\n');
    await runcomfy.hold({ at: 'in_progress' });
    const done = generateMissing(['A sail']);
    await runcomfy.waitForJob({ prompt: 'A sail', state: 'in_progress' });
    await vscode.workspace.fs.writeFile(beside(document, 'sail.png'), Buffer.from('mine'));
    await runcomfy.release();
    await done;
    await thePerson().hears('A file of that name came meanwhile, and was left as it is. The image is kept.');
    const bytes = await vscode.workspace.fs.readFile(beside(document, 'sail.png'));
    assert.equal(Buffer.from(bytes).toString(), 'mine');
  });

  it('takes the extension from the bytes, and lets the link follow', async () => {
    const { document } = await openNew('page.html', '<img alt="A bell" src="./a%20bell.png?v=1">\n');
    await runcomfy.arm({ switch: 'bytes-other-format', next: 1 });
    await generateMissing(['A bell']);
    const [name = ''] = await namesIn(beside(document, '.'));
    assert.match(name, /^a bell\.(?:jpg|webp)$/);
    assert.equal(document.getText(), `<img alt="A bell" src="./${name.replace(' ', '%20')}?v=1">\n`);
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(await namesIn(beside(document, '.')), ['page.html']);
  });

  it('is a quick fix on the line of the link, and on no other', async () => {
    const text = '![A cup](cup.png)\n\nWords.\n\n![A jar](jar.png)\n\n```\n![Code](code.png)\n```\n';
    const { document } = await openNew('page.md', text);
    assert.deepEqual(await actionsAt(document, 'Words'), []);
    assert.deepEqual(await actionsAt(document, '![Code]'), []);
    const actions = await actionsAt(document, '![A jar]');
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Generate Image “A jar”', 'Generate All Missing Images…'],
    );
    const { command = '', arguments: args = [] } = actions[0]?.command ?? {};
    ordered.push('A jar');
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    assert(await fileExists(beside(document, 'jar.png')));
    assert.deepEqual(thePerson().picks, [], 'one picture that was named is not asked for again');
    assert.deepEqual(await actionsAt(document, '![A jar]'), []);
  });

  it('stands above each missing picture where the person wants lenses', async () => {
    const { document } = await openNew('page.md', '# One\n\n![A nut](nut.png)\n');
    const lenses = (): Thenable<vscode.CodeLens[]> =>
      vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.deepEqual(await lenses(), []);
    await withSettings({ 'zImage.codeLens': true }, async () => {
      const [lens] = await lenses();
      assert.deepEqual([lens?.range.start.line, lens?.command?.title], [2, 'Generate Image']);
    });
  });

  it('makes a file once that several documents of a folder name', async () => {
    const { document } = await openNew('one.md', '![A gate](gate.png)\n');
    await vscode.workspace.fs.writeFile(
      beside(document, 'sub/two.rst'),
      Buffer.from('.. image:: ../gate.png\n   :alt: The gate\n\n.. image:: key.webp\n   :alt: A key\n'),
    );
    await vscode.workspace.fs.writeFile(
      beside(document, 'node_modules/x.md'),
      Buffer.from('![No](no.png)\n'),
    );
    ordered.push('A gate', 'A key');
    await vscode.commands.executeCommand('zImage.generateMissingInFolder', beside(document, '.'), [
      beside(document, '.'),
    ]);
    assert.match(thePerson().picks[0]?.title ?? '', /^Generate 2 missing images/);
    assert(await fileExists(beside(document, 'gate.png')));
    assert.deepEqual(await namesIn(beside(document, 'sub')), ['key.webp', 'two.rst']);
    assert(document.uri.path.startsWith(folder().path));
  });
});
