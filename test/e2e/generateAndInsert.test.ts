import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { clickUntilGone } from './support/clickUntilGone.ts';
import { startScene, type Scene } from './support/scene.ts';

const fox = 'A red fox in deep snow, woodcut in two colours.';
const whale = 'A blue whale under a paper boat.';
const owl = 'An owl that reads a newspaper by candlelight.';
const tree = 'A tree that grows books.';

const page = `# Animals

${fox.replace('snow, ', '**snow**,\n')}

The end.
`;

let scene: Scene;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({
    files: {
      'docs/animals.md': page,
      'docs/whale.md': `# Sea\n\n${whale}\n\nThe end.\n`,
      'docs/owl.md': `# Night\n\n${owl}\n\nThe end.\n`,
      'docs/tree.md': `# Tree\n\n${tree}\n`,
    },
    environment: { RUNCOMFY_API_TOKEN: '' },
  });
  await scene.runcomfy.configure({ durations: instant });
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

describe('Generate Image and Insert', () => {
  test('sets a token, and puts the picture of a paragraph into the page and its preview', async () => {
    const { workbench, runcomfy } = scene;
    await workbench.runCommand('Z-Image: Set RunComfy API Token');
    await workbench.quickInput.answer(runcomfy.token);
    await workbench.toast('The API token for').box.waitFor();

    await workbench.openFile('animals.md');
    await runcomfy.hold({ at: 'in_queue' });
    await runcomfy.hold({ at: 'in_progress' });
    ordered.push(fox);
    await workbench.editor.select('A red fox', 'two colours.');
    await workbench.editor.chooseFromContextMenu('A red fox', 'Generate Image and Insert');
    await workbench.dialog.message.filter({ hasText: 'Generate images with RunComfy?' }).waitFor();
    await workbench.screenshot('first use');
    await workbench.dialog.button('Generate').click();

    const progress = workbench.toast('Generating image');
    await progress.message.filter({ hasText: 'In the queue, place 1' }).waitFor();
    await runcomfy.release({ at: 'in_queue' });
    await progress.message.filter({ hasText: 'Generating…' }).waitFor();
    await workbench.screenshot('generating');
    await runcomfy.release();

    await workbench.editor.line('![').waitFor();
    await progress.box.waitFor({ state: 'detached' });
    const text = await workbench.save(scene.path('docs/animals.md'));
    const slug = 'a-red-fox-in-deep-snow-woodcut-in-two-colours';
    expect(text).toBe(page.replace('colours.\n', `colours.\n\n![${fox}](images/${slug}.png)\n`));

    const preview = await workbench.openMarkdownPreview();
    const picture = preview.getByRole('img', { name: fox });
    await picture.waitFor();
    await picture.evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
    expect(
      await picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    ).toBe(1024);
    await workbench.screenshot('preview');
  });

  test('one undo takes back the link and the file', async () => {
    const { workbench } = scene;
    const file = scene.path('docs/images/a-red-fox-in-deep-snow-woodcut-in-two-colours.png');
    await workbench.openFile('animals.md');
    await workbench.editor.line('The end.').click();
    expect(existsSync(file)).toBe(true);
    await workbench.page.keyboard.press('ControlOrMeta+z');
    await workbench.editor.line('![').waitFor({ state: 'detached' });
    expect(await workbench.save(scene.path('docs/animals.md'))).toBe(page);
    await expect.poll(() => existsSync(file)).toBe(false);
  });

  test('goes on after the window was reloaded in the middle of the job', async () => {
    const { workbench, runcomfy, vscode } = scene;
    await orderHeld('whale.md', 'A blue whale', 'paper boat.', whale);
    await vscode.reload();
    await runcomfy.release();
    await expectDelivered('docs/whale.md', whale);
    await workbench.toasts.filter({ hasText: 'Generating' }).waitFor({ state: 'detached' });
  });

  test('goes on after the extension host was killed in the middle of the job', async () => {
    const { runcomfy, vscode } = scene;
    await orderHeld('owl.md', 'An owl', 'candlelight.', owl);
    await vscode.extensionHostAfter(await vscode.killExtensionHost());
    await runcomfy.release();
    await expectDelivered('docs/owl.md', owl);
  });
});

describe('The API token', () => {
  test('is still there after a restart of the extensions, and gone when it is removed', async () => {
    const { workbench } = scene;
    await workbench.runCommand('Z-Image: Remove RunComfy API Token');
    await workbench.toast('was removed.').box.waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('is not stored when it is empty, has blanks, or is refused', async () => {
    const { workbench } = scene;
    const { quickInput } = workbench;
    await workbench.runCommand('Z-Image: Set RunComfy API Token');
    await quickInput.title.filter({ hasText: 'RunComfy API Token' }).waitFor();
    expect(await quickInput.input.getAttribute('type')).toBe('password');
    await quickInput.answer('');
    await quickInput.message.filter({ hasText: 'Paste your API token.' }).waitFor();
    await quickInput.answer('two words');
    await quickInput.message.filter({ hasText: 'A token has no spaces' }).waitFor();
    await quickInput.answer('not-the-token');
    const refused = workbench.toast('RunComfy did not accept this token. It was not stored.');
    await clickUntilGone(refused.button('Enter Again'));
    await quickInput.title.filter({ hasText: 'RunComfy API Token' }).waitFor();
    await quickInput.dismiss();
    await workbench.runCommand('Z-Image: Remove RunComfy API Token');
    await workbench.toast('No API token for').box.waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('is asked for when there is none, and then the order goes on', async () => {
    const { workbench, runcomfy } = scene;
    await workbench.openFile('tree.md');
    await workbench.editor.select(tree);
    await workbench.editor.chooseFromContextMenu(tree, 'Generate Image and Insert');
    await workbench.quickInput.title.filter({ hasText: 'RunComfy API Token' }).waitFor();
    await workbench.quickInput.widget.getByRole('button', { name: 'Get Token' }).waitFor();
    await workbench.screenshot('token');
    ordered.push(tree);
    await workbench.quickInput.answer(`${runcomfy.token} `);
    await workbench.editor.line('![').waitFor();
  });

  test('is nowhere but in the secret storage', async () => {
    const { workbench, runcomfy, vscode } = scene;
    await workbench.runCommand('Z-Image: Open Gallery');
    await workbench.webview().getByRole('figure').first().waitFor();
    await runcomfy.arm({ switch: 'input-422', endpoint: 'submit', next: 1 });
    ordered.push(tree);
    await workbench.openFile('tree.md');
    await workbench.editor.select(tree);
    await workbench.editor.chooseFromContextMenu(tree, 'Generate Image and Insert');
    await workbench.toast('RunComfy did not accept the request.').box.waitFor();
    const pages = await Promise.all(workbench.page.frames().map((frame) => frame.content()));
    expect(pages.filter((text) => text.includes(runcomfy.token))).toEqual([]);
    // The browser's own profile is where this VS Code keeps secrets.
    const kept = filesBelow(vscode.data).filter((file) => !file.startsWith(join(vscode.data, 'browser')));
    const searched = [...kept, ...filesBelow(scene.workspace), ...commandLines()];
    expect(searched.some((file) => file.endsWith('.log'))).toBe(true);
    expect(searched.filter((file) => holds(file, runcomfy.token))).toEqual([]);
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

function holds(file: string, words: string): boolean {
  try {
    return readFileSync(file).includes(words);
  } catch {
    // A process that ended, or a file that was moved.
    return false;
  }
}

/** Of all processes on this machine, where it tells. */
function commandLines(): string[] {
  const processes = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return processes.map((id) => `/proc/${id}/cmdline`).filter((file) => existsSync(file));
}

/** Orders by the context menu, and holds the job where it runs. */
async function orderHeld(file: string, first: string, last: string, prompt: string): Promise<void> {
  const { workbench, runcomfy } = scene;
  await workbench.runCommand('View: Close All Editors');
  await workbench.openFile(file);
  await runcomfy.hold({ at: 'in_progress', prompt });
  await workbench.editor.select(first, last);
  ordered.push(prompt);
  await workbench.editor.chooseFromContextMenu(first, 'Generate Image and Insert');
  await runcomfy.waitForJob({ prompt, state: 'in_progress' });
  // The id is on disk when the job is read for the first time.
  await runcomfy.waitForRequest({ prompt, endpoint: 'status' });
}

async function expectDelivered(file: string, prompt: string): Promise<void> {
  const { workbench } = scene;
  // A reloaded window may have forgotten which editors were open.
  await workbench.openFile(basename(file));
  await workbench.editor.line('![').waitFor();
  const text = await workbench.save(scene.path(file));
  const links = text.split('\n').filter((line) => line.startsWith(`![${prompt}](images/`));
  expect(links).toHaveLength(1);
  const [, path = ''] = /\((.*)\)$/.exec(links[0] ?? '') ?? [];
  expect(existsSync(scene.path(`docs/${path}`))).toBe(true);
}
