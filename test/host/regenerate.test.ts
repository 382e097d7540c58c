import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { chooses } from './support/chooses.ts';
import {
  begin,
  end,
  generateAndInsert,
  openNew,
  ordered,
  runcomfy,
  select,
  thePerson,
} from './support/scene.ts';

const words = 'A stork on a chimney';

describe('Regenerate Image', () => {
  beforeEach(begin);
  afterEach(end);

  it('is offered on the link of a picture that we made, and on no other', async () => {
    const editor = await openNew('page.md', `${words}\n\n![theirs](theirs.png)\n\n![no](gone.png)\n`);
    const { document } = editor;
    select(editor, words);
    await generateAndInsert(words);
    const ours = vscode.Uri.joinPath(document.uri, '..', 'images', 'a-stork-on-a-chimney.png');
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(document.uri, '..', 'theirs.png'), onePixel);
    assert.deepEqual(await offeredAt(document, `![${words}]`), ['Regenerate Image…']);
    assert.deepEqual(await offeredAt(document, '![theirs]'), []);
    assert.deepEqual(await offeredAt(document, '![no]'), []);
    await vscode.workspace.fs.delete(ours);
    assert.deepEqual(await offeredAt(document, `![${words}]`), []);
  });

  it('orders one picture with another seed, and leaves file and link as they are', async () => {
    const editor = await openNew('page.md', `${words}\n`);
    select(editor, words);
    await generateAndInsert(words);
    const { document } = editor;
    const text = document.getText();
    const file = vscode.Uri.joinPath(document.uri, '..', 'images', 'a-stork-on-a-chimney.png');
    const bytes = await vscode.workspace.fs.readFile(file);
    const before = (await ours()).length;
    chooses('With a New Seed');
    ordered.push(words);
    await vscode.commands.executeCommand('zImage.regenerate', document.uri, text.indexOf('!['));
    const jobs = await ours();
    assert.equal(jobs.length, before + 1);
    assert.notEqual(jobs.at(-1)?.input['seed'], jobs.at(-2)?.input['seed']);
    assert.equal(jobs.at(-1)?.input['num_images'], 1);
    assert.equal(document.getText(), text);
    assert.deepEqual(await vscode.workspace.fs.readFile(file), bytes);
  });

  for (const { name, text, told } of [
    {
      name: 'a line without a link',
      text: 'Words alone.\n',
      told: 'No image of the workspace is linked here.',
    },
    {
      name: 'a link that leads elsewhere',
      text: '![a](https://example.com/a.png)\n',
      told: 'No image of the workspace is linked here.',
    },
    {
      name: 'a picture of somebody else',
      text: '![a](theirs.png)\n',
      told: 'theirs.png was not made by Z-Image.',
    },
  ]) {
    it(`says what is missing on ${name}, and orders nothing`, async () => {
      const { document } = await openNew('page.md', text);
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(document.uri, '..', 'theirs.png'), onePixel);
      await vscode.commands.executeCommand('zImage.regenerate', document.uri, 0);
      await thePerson().hears(told);
    });
  }
});

async function ours(): Promise<Awaited<ReturnType<typeof runcomfy.ledger>>> {
  return (await runcomfy.ledger()).filter(({ input }) => input['prompt'] === words);
}

/** The rewrites that the editor offers where a text begins. */
async function offeredAt(document: vscode.TextDocument, text: string): Promise<string[]> {
  const at = document.positionAt(document.getText().indexOf(text));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    vscode.CodeActionKind.RefactorRewrite.value,
  );
  return actions.map(({ title }) => title).filter((title) => title.includes('Image'));
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
