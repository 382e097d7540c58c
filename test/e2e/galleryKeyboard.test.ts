import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { GalleryPage } from './support/gallery.ts';
import { startScene, type Scene } from './support/scene.ts';

const otter = 'An otter with a violin.';
const page = '# Music\n\nIt plays.\n';

let scene: Scene;
let gallery: GalleryPage;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({ files: { 'music.md': page }, settings: { 'zImage.numImages': 3 } });
  await scene.runcomfy.configure({ durations: instant });
  gallery = new GalleryPage(scene.workbench);
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

test('by keyboard alone: images are generated, compared, starred, found, inserted, deleted and brought back', async () => {
  const { workbench, runcomfy } = scene;
  const { keyboard } = workbench.page;
  await workbench.openFile('music.md');
  await runByKeyboard('Z-Image: Generate Image…');
  await workbench.quickInput.title.filter({ hasText: 'Generate Image' }).waitFor();
  ordered.push(otter);
  await workbench.quickInput.answer(otter);
  await workbench.acceptDialog('Generate');
  await runcomfy.waitForJob({ prompt: otter, state: 'completed' });
  await expect.poll(() => gallery.result(otter).count()).toBe(3);

  await runByKeyboard('Z-Image: Open Gallery');
  await expect.poll(() => gallery.hasFocus()).toBe(true);
  await gallery.tabTo('Select');
  expect(await placeOfFocus()).toBe('0');
  await keyboard.press('Space');
  await keyboard.press('End');
  expect(await placeOfFocus()).toBe('2');
  expect(await gallery.focusedName()).toBe('Select');
  await keyboard.press('Space');
  await gallery.main.getByText('2 selected').waitFor();
  await keyboard.press('ArrowLeft');
  expect(await placeOfFocus()).toBe('1');
  await keyboard.press('Home');
  expect(await placeOfFocus()).toBe('0');

  await gallery.tabTo('Compare');
  await keyboard.press('Enter');
  await gallery.frame.getByRole('heading', { name: 'Compare Images' }).waitFor();
  await keyboard.press('Escape');
  await gallery.frame.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await gallery.focusedName()).toContain('Compare');
  await gallery.tabTo('Star');
  await keyboard.press('Enter');
  await expect.poll(() => gallery.button('Remove Star').count()).toBe(2);

  await gallery.tabTo('Search Prompts', 'Shift+Tab');
  await keyboard.type('violin');
  await gallery.main.getByText('3 images found').waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await gallery.main.getByText('2 images found').waitFor();

  await gallery.tabTo('Insert into Document');
  await keyboard.press('Enter');
  await gallery.announcement.filter({ hasText: /^2 images are inserted into music\.md\.$/ }).waitFor();
  await runByKeyboard('View: Focus First Editor Group');
  await workbench.activeTab('music.md').waitFor();
  const text = await workbench.save(scene.path('music.md'));
  const link = (name: string): string => `![${otter}](images/${name}.png)`;
  const [first, second] = ['an-otter-with-a-violin', 'an-otter-with-a-violin-1'].map(link);
  expect(text).toBe(`# Music\n\n${first}\n\n${second}\n\nIt plays.\n`);
  await keyboard.press('ControlOrMeta+z');
  await workbench.editor.line('![').waitFor({ state: 'detached' });
  expect(await workbench.save(scene.path('music.md'))).toBe(page);

  await runByKeyboard('Z-Image: Open Gallery');
  await expect.poll(() => gallery.hasFocus()).toBe(true);
  await gallery.tabTo('Clear Selection');
  await gallery.tabTo('Delete', 'Shift+Tab');
  await keyboard.press('Enter');
  await gallery.main.getByText('Deleted 2 images.').waitFor();
  await expect.poll(() => gallery.result(otter).count()).toBe(0);
  await gallery.tabTo('Undo', 'Shift+Tab');
  await keyboard.press('Enter');
  await expect.poll(() => gallery.result(otter).count()).toBe(2);
});

async function runByKeyboard(title: string): Promise<void> {
  const { quickInput, page: window } = scene.workbench;
  await window.keyboard.press('F1');
  await quickInput.input.fill(`>${title}`);
  await quickInput.row(title).waitFor();
  await window.keyboard.press('Enter');
}

/** Which of the pictures has the focus in it. */
function placeOfFocus(): Promise<string | null> {
  return gallery.frame.locator('[data-place]:focus-within').getAttribute('data-place');
}
