import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { GalleryPage } from './support/gallery.ts';
import { lookAt } from './support/looks.ts';
import { startScene, type Scene } from './support/scene.ts';

const heron = 'A heron.';
const heronFile = 'images/a-heron.png';
const link = `![${heron}](${heronFile})`;

let scene: Scene;
let gallery: GalleryPage;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({ files: { 'birds.md': '# Birds\n\nBelow.\n', 'swans.md': '# Swans\n' } });
  await scene.runcomfy.configure({ durations: instant });
  gallery = new GalleryPage(scene.workbench);
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

test('Variations of one prompt fill a grid of their settings while they are generated', async () => {
  const { workbench, runcomfy } = scene;
  const { quickInput, dialog } = workbench;
  await workbench.openFile('birds.md');
  await workbench.runCommand('Z-Image: Generate Image…');
  await quickInput.input.fill(heron);
  await quickInput.pick('Variations…');
  await quickInput.title.filter({ hasText: 'Variations' }).waitFor();
  await quickInput.pick('Seeds');
  await quickInput.title.filter({ hasText: 'Seeds' }).waitFor();
  await quickInput.pick('2 seeds');
  await quickInput.pick('Sizes');
  await quickInput.title.filter({ hasText: 'Sizes' }).waitFor();
  await quickInput.pick('1:1, 512 × 512');
  await quickInput.widget.getByRole('button', { name: 'OK' }).click();
  await quickInput.rows.filter({ hasText: '2 seeds × 2 sizes = 4 images' }).waitFor();
  await runcomfy.hold({ at: 'in_progress' });
  ordered.push(heron, heron, heron, heron);
  await quickInput.pick('Generate');
  await dialog.button('Generate').click();

  const grid = gallery.frame.getByRole('table');
  // The service makes two at once.
  await grid.getByText('Generating…').nth(1).waitFor();
  await grid.getByText('In the queue, place 2').waitFor();
  expect(await grid.getByRole('columnheader').allTextContents()).toEqual([
    expect.stringMatching(/^seed \d+$/),
    expect.stringMatching(/^seed \d+$/),
  ]);
  expect(await grid.getByRole('rowheader').allTextContents()).toEqual(['1:1, 512 × 512', '4:3, 1024 × 768']);
  expect(await workbench.editor.hasFocus()).toBe(true);
  await runcomfy.release();
  await grid.getByRole('button').nth(3).waitFor();

  await grid.getByRole('button', { name: '4:3' }).first().click();
  const large = gallery.frame.getByRole('dialog');
  await large.getByText('3 of 4').waitFor();
  await gallery.button('Show Variations', large).click();
  await grid.waitFor();
  await gallery.button('Close', large).click();
  await large.waitFor({ state: 'hidden' });
});

test('The settings of an image are taken for another prompt', async () => {
  const { quickInput } = scene.workbench;
  const wide = gallery.result(heron).filter({ hasText: '1024 × 768' }).first();
  const seed = /seed \d+/.exec((await wide.locator('.details').textContent()) ?? '')?.[0] ?? 'no seed';
  await gallery.button('Use These Settings', wide).click();
  await quickInput.rows.filter({ hasText: seed }).filter({ hasText: '4:3, 1024 × 768' }).waitFor();
  await quickInput.dismiss();
});

test('An image that is copied in the gallery is pasted as a file and a link, and undone as one', async () => {
  const { workbench } = scene;
  await gallery.main.getByRole('checkbox', { name: 'Select' }).first().focus();
  await workbench.page.keyboard.press('ControlOrMeta+c');
  await gallery.announcement.filter({ hasText: 'Copied. Paste into a document.' }).waitFor();
  await workbench.focusTab('birds.md');
  await workbench.editor.clickAfter('Below.');
  await workbench.page.keyboard.press('Enter');
  await workbench.page.keyboard.press('Enter');
  await workbench.page.keyboard.press('ControlOrMeta+v');
  await workbench.editor.line(link).waitFor();
  await expect.poll(() => existsSync(scene.path(heronFile))).toBe(true);
  await gallery.button(heronFile).waitFor();
  await workbench.page.keyboard.press('ControlOrMeta+z');
  await workbench.editor.line(link).waitFor({ state: 'detached' });
  await expect.poll(() => existsSync(scene.path(heronFile))).toBe(false);
});

test('An image that is dragged from the gallery into a document becomes a file and a link there', async () => {
  const { workbench } = scene;
  await workbench.focusTab('birds.md');
  await workbench.openFile('swans.md');
  const image = await gallery.painted(heron);
  // Wherever the focus is: at the press of the mouse the gallery has it.
  const lines = workbench.page.locator('.view-line');
  await image.dragTo(lines.filter({ hasText: '# Swans' }), { targetPosition: { x: 200, y: 5 } });
  await lines.filter({ hasText: link }).waitFor();
  await expect.poll(() => existsSync(scene.path(heronFile))).toBe(true);
});

test('An image is copied from the large view, and pasting it says so where it is gone', async () => {
  const { workbench, vscode } = scene;
  await gallery.button('View Large', gallery.result(heron).nth(2)).press('Enter');
  const large = gallery.frame.getByRole('dialog');
  await large.getByText('3 of 4').waitFor();
  await workbench.page.keyboard.press('ControlOrMeta+c');
  await gallery.announcement.filter({ hasText: 'Copied. Paste into a document.' }).waitFor();
  await gallery.button('Close', large).press('Enter');
  await workbench.focusTab('swans.md');
  await workbench.save(scene.path('swans.md'));
  const pictures = join(vscode.globalStorage, 'pictures');
  renameSync(pictures, `${pictures}-elsewhere`);
  try {
    await workbench.page.keyboard.press('ControlOrMeta+v');
    await workbench.toast('The image is gone from this computer.').box.waitFor();
  } finally {
    // Someone has looked there meanwhile, and may have made an empty one.
    rmSync(pictures, { recursive: true, force: true });
    renameSync(`${pictures}-elsewhere`, pictures);
  }
  await workbench.activeTab('swans.md').and(workbench.page.locator(':not(.dirty)')).waitFor();
  await workbench.page.keyboard.press('ControlOrMeta+v');
  // The line is long, and wrapped.
  await workbench.editor.line('heron.](images/a-heron-1.png)').waitFor();
  await expect.poll(() => existsSync(scene.path('images/a-heron-1.png'))).toBe(true);
});

test('The grid looks as it should in every theme', async () => {
  const { workbench } = scene;
  await workbench.runCommand('File: Save All Files');
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.runCommand('Z-Image: Open Gallery');
  await gallery.painted(heron);
  await gallery.button('Show Variations', gallery.result(heron).first()).click();
  await gallery.frame.getByRole('table').getByRole('button').nth(3).waitFor();
  expect(await lookAt('variations', workbench)).toEqual([]);
});
