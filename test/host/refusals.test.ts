import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../launch/until.ts';
import {
  begin,
  end,
  generateAndInsert,
  openNew,
  runcomfy,
  select,
  thePerson,
  withSettings,
} from './support/scene.ts';

describe('What cannot be ordered', () => {
  beforeEach(begin);
  afterEach(end);

  for (const { name, text, selected, told } of [
    { name: 'nothing selected', text: 'A fox.\n', selected: '', told: 'No text is selected.' },
    { name: 'blanks', text: 'A\n   \nfox.\n', selected: '\n   \n', told: 'No text is selected.' },
    { name: 'marks alone', text: '***\n\n> #\n', selected: '***\n\n> #', told: 'has no words' },
  ]) {
    it(`says so, and orders nothing: ${name}`, async () => {
      const editor = await openNew('page.md', text);
      select(editor, selected);
      await generateAndInsert();
      await thePerson().hears(told);
      assert.equal(editor.document.getText(), text);
    });
  }

  it('says so again while nobody has closed the message', async () => {
    await openNew('page.md', 'A fox.\n');
    const { showInformationMessage } = vscode.window;
    const shown: string[] = [];
    const stands = (message: string): Promise<never> => {
      shown.push(message);
      return new Promise(() => undefined);
    };
    Object.assign(vscode.window, { showInformationMessage: stands });
    try {
      for (const command of ['zImage.generateAndInsert', 'zImage.generateFromSelection']) {
        void vscode.commands.executeCommand(command);
        await until('the message', () => (shown.length === 1 ? true : undefined));
        void vscode.commands.executeCommand(command);
        await until('the message again', () => (shown.length === 2 ? true : undefined));
        shown.length = 0;
      }
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
  });

  it('asks before a selection of 100,000 characters is sent', async () => {
    const text = 'A very long story. '.repeat(5264);
    const editor = await openNew('page.md', text);
    select(editor, text);
    await generateAndInsert();
    await thePerson().hears('very long for a prompt');
  });

  it('links from a document without a file as if it stood in the workspace folder', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: 'A new page.\n',
    });
    const editor = await vscode.window.showTextDocument(document);
    select(editor, 'A new page.');
    await generateAndInsert('A new page.');
    // The workspace folder is where it is likely to be saved.
    assert.equal(document.getText(), 'A new page.\n\n![A new page.](images/a-new-page.png)\n');
  });

  it('refuses a folder that is a file', async () => {
    const editor = await openNew('page.md', 'A blocked ball.\n');
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(editor.document.uri, '../images'),
      Buffer.from('a file'),
    );
    select(editor, 'A blocked ball.');
    await generateAndInsert();
    await thePerson().hears('because it is a file');
    assert.equal(editor.document.getText(), 'A blocked ball.\n');
  });

  it('refuses a document that no file can stand beside', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('z-image-test', {
      provideTextDocumentContent: () => 'A page from elsewhere.\n',
    });
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('z-image-test:/page.md'));
      const editor = await vscode.window.showTextDocument(document);
      select(editor, 'A page from elsewhere.');
      await generateAndInsert();
      await thePerson().hears('No image can be saved beside this document.');
    } finally {
      provider.dispose();
    }
  });

  it('refuses a document that is read-only', async () => {
    const editor = await openNew('page.md', 'A read-only page.\n');
    select(editor, 'A read-only page.');
    await withSettings({ 'files.readonlyInclude': { '**/page.md': true } }, () => generateAndInsert());
    await thePerson().hears('This document is read-only.');
    assert.equal(editor.document.getText(), 'A read-only page.\n');
  });

  for (const [setting, value] of [
    ['zImage.imageSize', 'enormous'],
    ['zImage.numInferenceSteps', '8'],
    ['zImage.numInferenceSteps', 31],
    ['zImage.numImages', 5],
    ['zImage.seed', 1.5],
    ['zImage.fileName', '${secret}'],
    ['zImage.promptStyle', 7],
  ] as const) {
    it(`refuses ${setting} ${JSON.stringify(value)}`, async () => {
      const editor = await openNew('page.md', 'A wrong setting.\n');
      select(editor, 'A wrong setting.');
      await withSettings({ [setting]: value }, () => generateAndInsert());
      await thePerson().hears(`The setting ${setting} has a value that cannot be used.`);
    });
  }
});

describe('What goes wrong', () => {
  beforeEach(begin);
  afterEach(end);

  it('says that there is no credit, and orders again when asked to', async () => {
    const editor = await openNew('page.md', 'A costly ball.\n');
    select(editor, 'A costly ball.');
    await runcomfy.arm({ switch: 'balance-400002', next: 1 });
    thePerson().answer('has no credit left', 'Try Again');
    await generateAndInsert('A costly ball.');
    await thePerson().hears('has no credit left');
    await runcomfy.waitForJob({ prompt: 'A costly ball.', state: 'completed' });
    await untilText(editor.document, '![A costly ball.]');
  });

  it('says that the outcome is unknown when the answer is lost, and sends nothing again', async () => {
    const editor = await openNew('page.md', 'A lost ball.\n');
    select(editor, 'A lost ball.');
    await runcomfy.arm({ switch: 'answer-lost', endpoint: 'submit', next: 1 });
    await generateAndInsert('A lost ball.');
    await thePerson().hears('It is not known whether RunComfy received the request');
    assert.equal(editor.document.getText(), 'A lost ball.\n');
  });

  it('orders once more after a lost answer, when the person says so', async () => {
    const editor = await openNew('page.md', 'A second try.\n');
    select(editor, 'A second try.');
    await runcomfy.arm({ switch: 'answer-lost', endpoint: 'submit', next: 1 });
    thePerson().answer('It is not known', 'Submit Again');
    await generateAndInsert('A second try.', 'A second try.');
    await untilText(editor.document, '![A second try.]');
  });

  it('offers the picture when its folder cannot be written', async () => {
    const editor = await openNew('page.md', 'An unwritable place.\n');
    select(editor, 'An unwritable place.');
    // Not even root can make a folder there.
    await withSettings({ 'zImage.saveFolder': `${'../'.repeat(12)}proc/images` }, () =>
      generateAndInsert('An unwritable place.'),
    );
    await thePerson().hears('The image could not be saved');
    assert.equal(editor.document.getText(), 'An unwritable place.\n');
  });

  it('offers the picture when the text that it belongs to is gone', async () => {
    const editor = await openNew('page.md', 'A gone ball.\n');
    const { document } = editor;
    select(editor, 'A gone ball.');
    await runcomfy.hold({ at: 'in_progress' });
    const done = generateAndInsert('A gone ball.');
    await runcomfy.waitForJob({ prompt: 'A gone ball.', state: 'in_progress' });
    await document.save();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(document.uri);
    const other = await openNew('other.md', 'Here.\n');
    other.selection = new vscode.Selection(0, 5, 0, 5);
    thePerson().answer('The image is kept.', 'Insert at Cursor');
    await runcomfy.release();
    await done;
    await untilText(other.document, '![A gone ball.]');
  });
});

async function untilText(document: vscode.TextDocument, text: string): Promise<void> {
  while (!document.getText().includes(text)) {
    await new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidChangeTextDocument(() => {
        listener.dispose();
        resolve();
      });
    });
  }
}
