import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  begin,
  end,
  fileExists,
  folder,
  generateAndInsert,
  namesIn,
  openNew,
  ordered,
  runcomfy,
  select,
  thePerson,
  withSettings,
} from './support/scene.ts';

const beside = (document: vscode.TextDocument, name: string): vscode.Uri =>
  vscode.Uri.joinPath(document.uri, '..', name);

describe('Generate Image and Insert', () => {
  beforeEach(begin);
  afterEach(end);

  it('puts the link after the paragraph, and the file beside the document', async () => {
    const editor = await openNew('page.md', '# One\n\nA fox\nin *snow*.\n# Two\n');
    select(editor, 'A fox\nin *snow*');
    await generateAndInsert('A fox in snow');
    const { document } = editor;
    const link = '![A fox in snow](images/a-fox-in-snow.png)';
    assert.equal(document.getText(), `# One\n\nA fox\nin *snow*.\n\n${link}\n\n# Two\n`);
    assert(await fileExists(beside(document, 'images/a-fox-in-snow.png')));
    assert.equal(document.getText(editor.selection), 'A fox\nin *snow*', 'the selection stays as it was');
    assert.deepEqual(thePerson().messages.slice(1), [], 'nothing is told that can be seen');
  });

  it('keeps the line endings of a document', async () => {
    const editor = await openNew('page.md', 'A hen.\r\n\r\nEnd.\r\n');
    select(editor, 'A hen.');
    await generateAndInsert('A hen.');
    assert.equal(editor.document.getText(), 'A hen.\r\n\r\n![A hen.](images/a-hen.png)\r\n\r\nEnd.\r\n');
  });

  it('finds the place again while the document is edited', async () => {
    const editor = await openNew('page.md', 'A cat on a roof.\n\nEnd.\n');
    select(editor, 'A cat on a roof.');
    await runcomfy.hold({ at: 'in_progress' });
    const done = generateAndInsert('A cat on a roof.');
    await runcomfy.waitForJob({ prompt: 'A cat on a roof.', state: 'in_progress' });
    const { document } = editor;
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'A new start.\n\n');
    });
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(2, 5), ' black');
    });
    await runcomfy.release();
    await done;
    assert.equal(
      document.getText(),
      'A new start.\n\nA cat black on a roof.\n\n![A cat on a roof.](images/a-cat-on-a-roof.png)\n\nEnd.\n',
    );
  });

  it('makes one picture for each selection, and one undo takes back all', async () => {
    const text = 'A red ball.\n\nA blue ball.\n\nA green ball.\n';
    const editor = await openNew('page.md', text);
    select(editor, 'A red ball.', 'A blue ball.', 'A green ball.');
    await generateAndInsert('A red ball.', 'A blue ball.', 'A green ball.');
    const { document } = editor;
    assert.equal(
      document.getText(),
      [
        'A red ball.\n\n![A red ball.](images/a-red-ball.png)\n\n',
        'A blue ball.\n\n![A blue ball.](images/a-blue-ball.png)\n\n',
        'A green ball.\n\n![A green ball.](images/a-green-ball.png)\n',
      ].join(''),
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    assert.deepEqual(await namesIn(beside(document, 'images')), []);
  });

  it('asks once before it makes four pictures or more', async () => {
    const editor = await openNew('page.md', 'One.\n\nTwo.\n\nThree.\n\nFour.\n');
    select(editor, 'One.', 'Two.', 'Three.', 'Four.');
    await generateAndInsert();
    await thePerson().hears('Generate 4 images?');
    assert.equal(editor.document.getText(), 'One.\n\nTwo.\n\nThree.\n\nFour.\n');
    thePerson().answer('Generate 4 images?', 'Generate 4 Images');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const again = await openNew('again.md', 'One.\n\nTwo.\n\nThree.\n\nFour.\n');
    select(again, 'One.', 'Two.', 'Three.', 'Four.');
    await generateAndInsert('One.', 'Two.', 'Three.', 'Four.');
    assert.equal(again.document.getText().match(/!\[/g)?.length, 4);
  });

  it('orders once however often a held key repeats', async () => {
    const editor = await openNew('page.md', 'A held key.\n');
    select(editor, 'A held key.');
    ordered.push('A held key.');
    const repeats = Array.from({ length: 30 }, () =>
      vscode.commands.executeCommand('zImage.generateAndInsert'),
    );
    await Promise.all(repeats);
    assert.equal(editor.document.getText().match(/!\[/g)?.length, 1);
  });

  it('writes HTML into HTML, and a path elsewhere', async () => {
    const html = await openNew('page.html', '<body>\n  <p>A "red" &amp; <b>round</b>\n  ball</p>\n</body>\n');
    select(html, '"red" &amp; <b>round</b>\n  ball');
    await generateAndInsert('"red" & round ball');
    assert.equal(
      html.document.getText(),
      '<body>\n  <p>A "red" &amp; <b>round</b>\n  ball</p>\n  <img src="images/red-round-ball.png" alt="&quot;red&quot; &amp; round ball">\n</body>\n',
    );
    const code = await openNew('code.ts', 'const a = 1;\n// A yellow ball\nconst b = 2;\n');
    select(code, '// A yellow ball');
    await generateAndInsert('A yellow ball');
    assert.equal(
      code.document.getText(),
      'const a = 1;\n// A yellow ball\n// images/a-yellow-ball.png\nconst b = 2;\n',
    );
  });

  it('never takes a name that is taken', async () => {
    const editor = await openNew('page.md', 'A name.\n');
    const { document } = editor;
    for (const name of ['a-name.png', 'a-name-1.png']) {
      await vscode.workspace.fs.writeFile(beside(document, `images/${name}`), Buffer.from('mine'));
    }
    select(editor, 'A name.');
    await generateAndInsert('A name.');
    assert.equal(document.getText(), 'A name.\n\n![A name.](images/a-name-2.png)\n');
    assert.equal(
      Buffer.from(await vscode.workspace.fs.readFile(beside(document, 'images/a-name.png'))).toString(),
      'mine',
    );
  });

  it('takes the extension from the bytes, whatever was asked for', async () => {
    const editor = await openNew('page.md', 'Another format.\n');
    select(editor, 'Another format.');
    await runcomfy.arm({ switch: 'bytes-other-format', next: 1 });
    await generateAndInsert('Another format.');
    const [name = ''] = await namesIn(beside(editor.document, 'images'));
    assert.match(name, /^another-format\.(?:jpg|webp)$/);
    assert(editor.document.getText().includes(`(images/${name})`));
  });

  it('follows the settings for place, name and words', async () => {
    const editor = await openNew('page.md', 'A set ball.\n');
    select(editor, 'A set ball.');
    await withSettings(
      {
        'zImage.promptStyle': 'woodcut',
        'zImage.saveFolder': '/media/${documentBaseName}',
        'zImage.fileName': '${slug}-${size}',
        'zImage.outputFormat': 'webp',
        'zImage.imageSize': 'square',
        'zImage.insertPosition': 'replace',
        'zImage.numImages': 4,
      },
      () => generateAndInsert('A set ball., woodcut'),
    );
    assert.equal(editor.document.getText(), '![A set ball.](../media/page/a-set-ball-512x512.webp)\n');
    assert(await fileExists(vscode.Uri.joinPath(folder(), 'media/page/a-set-ball-512x512.webp')));
  });

  it("follows the editor's own setting for copied files", async () => {
    const editor = await openNew('page.md', 'A copied ball.\n');
    select(editor, 'A copied ball.');
    await withSettings(
      { 'markdown.copyFiles.destination': { '**/*.md': 'assets/${documentBaseName}/' } },
      () => generateAndInsert('A copied ball.'),
    );
    assert.equal(
      editor.document.getText(),
      'A copied ball.\n\n![A copied ball.](assets/page/a-copied-ball.png)\n',
    );
  });

  it('puts the picture into a document that is no longer in front, and says so', async () => {
    const editor = await openNew('page.md', 'In the back.\n');
    select(editor, 'In the back.');
    await runcomfy.hold({ at: 'in_progress' });
    const done = generateAndInsert('In the back.');
    await runcomfy.waitForJob({ prompt: 'In the back.', state: 'in_progress' });
    const { document } = editor;
    await openNew('front.md', 'Front.\n');
    await runcomfy.release();
    await done;
    await thePerson().hears('The image was inserted in page.md.');
    assert.equal(document.getText(), 'In the back.\n\n![In the back.](images/in-the-back.png)\n');
  });

  it('keeps words of all scripts in alt text and file name', async () => {
    const editor = await openNew('page.md', '一只红狐在雪中 🦊\n\nثعلب أحمر\n');
    select(editor, '一只红狐在雪中 🦊', 'ثعلب أحمر');
    await generateAndInsert('一只红狐在雪中 🦊', 'ثعلب أحمر');
    assert.equal(
      editor.document.getText(),
      '一只红狐在雪中 🦊\n\n![一只红狐在雪中 🦊](images/一只红狐在雪中.png)\n\nثعلب أحمر\n\n![ثعلب أحمر](images/ثعلب-أحمر.png)\n',
    );
  });
});
