import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { readRecords } from '../support/checkPaid.ts';
import { GalleryPage } from './support/gallery.ts';
import { startScene, type Scene } from './support/scene.ts';
import { Workbench } from './support/workbench.ts';

const lamp = 'A lamp that is shy.';
const kite = 'A kite made of maps.';
const long = 'A very long story. '.repeat(5264).trim();
const castle = 'A castle in the sand.';
const candles = ['A first candle.', 'A second candle.', 'A third candle.'] as const;
const page = `# Things\n\n${lamp}\n\n${kite}\n`;

let scene: Scene;
let gallery: GalleryPage;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({
    files: {
      'things.md': page,
      'story.txt': long.replaceAll('story. ', 'story.\n'),
      'killed.md': `${castle}\n`,
      'candles.txt': `${candles.join('\n')}\n`,
    },
    settings: { 'zImage.maxConcurrentGenerations': 1 },
  });
  await scene.runcomfy.configure({ durations: instant });
  gallery = new GalleryPage(scene.workbench);
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

test('a gallery that is closed in the middle of a job shows it when it is opened again', async () => {
  const { workbench, runcomfy } = scene;
  await workbench.openFile('things.md');
  await runcomfy.hold({ at: 'in_progress' });
  ordered.push(lamp);
  await workbench.editor.select(lamp);
  await workbench.editor.chooseFromContextMenu(lamp, 'Generate Image from Selection');
  await workbench.dialog.button('Generate').click();
  await gallery.job(lamp).getByText('Generating…').waitFor();
  await workbench.focusTab('Z-Image Gallery');
  await workbench.runCommand('View: Close Editor');
  await workbench.page.getByRole('button', { name: '1 image is being generated.' }).click();
  await gallery.job(lamp).getByText('Generating…').waitFor();
  await runcomfy.release();
  await gallery.painted(lamp);
});

test('another window on the same workspace sees the job, and its picture', async () => {
  const { runcomfy, vscode } = scene;
  const other = await vscode.openWindow();
  const otherWorkbench = new Workbench(other);
  const otherGallery = new GalleryPage(otherWorkbench);
  await otherWorkbench.runCommand('Z-Image: Open Gallery');
  await otherGallery.painted(lamp);
  await runcomfy.hold({ at: 'in_progress' });
  await scene.workbench.focusTab('things.md');
  ordered.push(kite);
  await scene.workbench.editor.select(kite);
  await scene.workbench.editor.chooseFromContextMenu(kite, 'Generate Image from Selection');
  await gallery.job(kite).getByText('Generating…').waitFor();
  await otherGallery.job(kite).getByText('In another window…').waitFor();
  await runcomfy.release();
  await otherGallery.painted(kite);
  await other.close();
  await gallery.painted(kite);
  expect((await runcomfy.ledger()).length).toBe(2);
});

test('a saved file that was renamed or deleted is saved anew', async () => {
  const result = gallery.result(lamp);
  await gallery.button('Save to Workspace', result).click();
  await gallery.button('images/a-lamp-that-is-shy.png', result).waitFor();
  renameSync(scene.path('images/a-lamp-that-is-shy.png'), scene.path('images/renamed.png'));
  await gallery.button('images/a-lamp-that-is-shy.png', result).click();
  await gallery.announcement.filter({ hasText: 'is no longer there. Save the image again.' }).waitFor();
  await gallery.button('Save to Workspace', result).click();
  await gallery.button('images/a-lamp-that-is-shy.png', result).waitFor();
});

test('a document that was closed before Insert is still the one that is meant', async () => {
  const { workbench } = scene;
  await workbench.focusTab('things.md');
  await workbench.editor.clickAfter(lamp);
  await workbench.runCommand('View: Close Editor');
  await gallery.button('Insert into things.md', gallery.result(lamp)).click();
  await gallery.announcement.filter({ hasText: 'Inserted into things.md.' }).waitFor();
  await workbench.openFile('things.md');
  await workbench.editor.line('![A lamp').waitFor();
  const text = await workbench.save(scene.path('things.md'));
  expect(text).toBe(page.replace(lamp, `${lamp}\n\n![${lamp}](images/a-lamp-that-is-shy.png)`));
});

test('damaged records are set aside, and the others are shown', async () => {
  const { vscode, workbench } = scene;
  writeFileSync(join(vscode.globalStorage, 'history', '29990101T000000000Z-damaged.json'), '{"version":1,');
  writeFileSync(join(vscode.globalStorage, 'history', '29990102T000000000Z-empty.json'), '');
  await vscode.reload();
  // A reload may bring a document with unsaved changes to the front, over the gallery.
  await workbench.runCommand('Z-Image: Open Gallery');
  await gallery.painted(lamp);
  await gallery.painted(kite);
  rmSync(join(vscode.globalStorage, 'damaged'), { recursive: true });
});

test('a picture of another type than asked for is saved by its bytes', async () => {
  const { workbench, runcomfy } = scene;
  const odd = 'An odd one.';
  ordered.push(odd);
  await runcomfy.arm({ switch: 'bytes-other-format', next: 1 });
  await generate(odd);
  await gallery.painted(odd);
  await gallery.button('Save to Workspace', gallery.result(odd)).click();
  await gallery.button(/an-odd-one\.(?:jpg|webp)/, gallery.result(odd)).waitFor();
  await workbench.screenshot('trouble');
});

test('a prompt of 100,000 characters is shown, and does not slow the gallery down', async () => {
  const { workbench } = scene;
  ordered.push(long);
  // So long a text is hardly typed: it is selected.
  await workbench.openFile('story.txt');
  await workbench.editor.line('A very long story.').click();
  await workbench.page.keyboard.press('ControlOrMeta+a');
  await workbench.runCommand('Z-Image: Generate Image…');
  await workbench.quickInput.message.filter({ hasText: 'new seed' }).waitFor();
  await workbench.quickInput.input.press('Enter');
  await workbench.dialog.button('Generate Anyway').click();
  await gallery.painted(long);
  await gallery.button('Delete', gallery.result(long)).click();
  await gallery.button('Undo').waitFor();
});

test('a killed extension host leaves a request that was being sent as unknown, and sends nothing again', async () => {
  const { workbench, runcomfy, vscode } = scene;
  await runcomfy.arm({ switch: 'answer-stalled', endpoint: 'submit', next: 1 });
  await workbench.openFile('killed.md');
  await workbench.editor.select(castle);
  ordered.push(castle);
  await workbench.editor.chooseFromContextMenu(castle, 'Generate Image and Insert');
  await runcomfy.waitForRequest({ endpoint: 'submit', prompt: castle });
  await vscode.extensionHostAfter(await vscode.killExtensionHost());
  const toast = workbench.toast('It is not known whether RunComfy received the request');
  await toast.box.waitFor();
  await toast.button('Open RunComfy').waitFor();
  await toast.button('Submit Again').waitFor();
  await workbench.screenshot('unknown outcome');
  await workbench.runCommand('Notifications: Clear All Notifications');
  const step = (): string | undefined =>
    readRecords(vscode.globalStorage).find(({ altText }) => altText === castle)?.state.step;
  await expect.poll(step).toBe('unknown');
});

test('a killed extension host leaves what was ordered and not sent to be sent, or not', async () => {
  const { workbench, runcomfy, vscode } = scene;
  await workbench.openFile('candles.txt');
  await workbench.editor.line(candles[0]).click();
  // All of it, a cursor at the end of each line, and each line selected.
  await workbench.page.keyboard.press('ControlOrMeta+a');
  await workbench.page.keyboard.press('Shift+Alt+KeyI');
  await workbench.page.keyboard.press('Shift+Home');
  await runcomfy.hold({ at: 'in_progress' });
  ordered.push(...candles);
  await workbench.runCommand('Z-Image: Generate Image and Insert');
  await runcomfy.waitForJob({ prompt: candles[0], state: 'in_progress' });
  await runcomfy.waitForRequest({ prompt: candles[0], endpoint: 'status' });
  await vscode.extensionHostAfter(await vscode.killExtensionHost());
  const toast = workbench.toast('It was not sent before VS Code was closed. Nothing was paid.');
  await toast.box.waitFor();
  const sent = (await runcomfy.ledger()).filter(({ input }) => JSON.stringify(input).includes('candle'));
  expect(sent).toHaveLength(1);
  await toast.button('Send Now').click();
  await runcomfy.release();
  for (const name of ['a-first-candle', 'a-second-candle', 'a-third-candle']) {
    await workbench.editor.line(`images/${name}.png`).waitFor();
  }
});

async function generate(prompt: string): Promise<void> {
  const { workbench } = scene;
  await workbench.runCommand('Z-Image: Generate Image…');
  await workbench.quickInput.title.filter({ hasText: 'Generate Image' }).waitFor();
  await workbench.quickInput.answer(prompt);
}
