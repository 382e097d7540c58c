import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { GalleryPage } from './support/gallery.ts';
import { startScene, type Scene } from './support/scene.ts';

const fox = 'A red fox in deep snow, woodcut in two colours.';
const whale = 'A blue whale under a paper boat.';
const foxFile = 'docs/images/a-red-fox-in-deep-snow-woodcut-in-two-colours.png';
const page = `# Animals\n\n${fox}\n\n${whale}\n`;

let scene: Scene;
let gallery: GalleryPage;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({ files: { 'docs/animals.md': page } });
  await scene.runcomfy.configure({ durations: instant });
  gallery = new GalleryPage(scene.workbench);
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

describe('Generate Image from Selection', () => {
  test('opens the gallery beside, shows where the job is, and leaves the focus in the document', async () => {
    const { workbench, runcomfy } = scene;
    await workbench.openFile('animals.md');
    await runcomfy.hold({ at: 'in_queue' });
    await runcomfy.hold({ at: 'in_progress' });
    ordered.push(fox);
    await workbench.editor.select(fox);
    await workbench.editor.chooseFromContextMenu(fox, 'Generate Image from Selection');
    await workbench.dialog.button('Generate').click();

    const job = gallery.job(fox);
    await job.getByText('In the queue, place 1').waitFor();
    await job.locator('time', { hasText: /^\d+:\d\d$/ }).waitFor();
    await gallery.button('Cancel', job).waitFor();
    await runcomfy.release({ at: 'in_queue' });
    await job.getByText('Generating…').waitFor();
    await workbench.page.getByRole('button', { name: '1 image is being generated.' }).waitFor();
    expect(await workbench.editor.hasFocus()).toBe(true);

    await runcomfy.release();
    const image = await gallery.painted(fox);
    expect(
      await image.evaluate((element) => (element as unknown as { naturalWidth: number }).naturalWidth),
    ).toBe(1024);
    await job.waitFor({ state: 'detached' });
    expect(await workbench.editor.hasFocus()).toBe(true);
    await workbench.screenshot('gallery');
  });

  test('has its result again after the window was reloaded', async () => {
    const { vscode, workbench } = scene;
    // In a browser the editor writes which tabs are open every five seconds, and before a reload of its own.
    await vscode.reload(() => workbench.runCommand('Developer: Reload Window'));
    await gallery.painted(fox);
  });
});

describe('A result', () => {
  test('is saved once, however often it is asked for, and opens where it was saved', async () => {
    const { workbench } = scene;
    // A reloaded window may have forgotten which editors were open.
    await workbench.openFile('animals.md');
    await workbench.editor.clickAfter(whale);
    const result = gallery.result(fox).first();
    await gallery.button('Save to Workspace', result).click();
    await gallery.button(foxFile, result).waitFor();
    expect(existsSync(scene.path(foxFile))).toBe(true);
    await gallery.button('Save to Workspace', result).click();
    await gallery.announcement.filter({ hasText: `Saved as ${foxFile}` }).waitFor();
    expect(existsSync(scene.path(foxFile.replace('.png', '-1.png')))).toBe(false);
  });

  test('is inserted where the person worked last, and one undo takes it back', async () => {
    const { workbench } = scene;
    const result = gallery.result(fox).first();
    await gallery.button('Insert into animals.md', result).click();
    await gallery.announcement.filter({ hasText: 'Inserted into animals.md.' }).waitFor();
    await workbench.focusTab('animals.md');
    const link = `![${fox}](images/a-red-fox-in-deep-snow-woodcut-in-two-colours.png)`;
    expect(await workbench.save(scene.path('docs/animals.md'))).toBe(`${page}\n${link}\n`);
    await workbench.page.keyboard.press('ControlOrMeta+z');
    await workbench.editor.line('![').waitFor({ state: 'detached' });
    expect(await workbench.save(scene.path('docs/animals.md'))).toBe(page);
    // It was saved before, so it is the person's file, which an undo of the link leaves.
    expect(existsSync(scene.path(foxFile))).toBe(true);
  });

  test('gives its link, its picture, and itself in full size', async () => {
    const { workbench } = scene;
    const result = gallery.result(fox).first();
    await gallery.button('Copy Link', result).click();
    await gallery.announcement.filter({ hasText: 'The link is on the clipboard.' }).waitFor();
    expect(await clipboardText()).toBe(`![${fox}](images/a-red-fox-in-deep-snow-woodcut-in-two-colours.png)`);
    await gallery.button('Copy Image', result).click();
    await gallery.announcement.filter({ hasText: 'The image is on the clipboard.' }).waitFor();
    expect(await clipboardTypes()).toContain('image/png');
    await gallery.button('Open Image', result).click();
    await workbench.page.locator('.tab.active', { hasText: '.png' }).waitFor();
    await workbench.runCommand('View: Close Editor');
  });

  test('is deleted, and comes back', async () => {
    const result = gallery.result(fox);
    await gallery.button('Delete', result).click();
    await result.waitFor({ state: 'detached' });
    await gallery.button('Undo').click();
    await gallery.painted(fox);
  });

  test('is generated again, with a new seed or with the same request', async () => {
    const { workbench, runcomfy } = scene;
    for (const choice of ['With a New Seed', 'With the Same Request']) {
      ordered.push(fox);
      // By its seed: while a record goes to the history, the newest may for a moment be another one.
      const [newest] = (await runcomfy.ledger()).slice(-1);
      const meant = gallery.result(fox).filter({ hasText: `seed ${String(newest?.input['seed'])}` });
      await gallery.button('Generate Again', meant.first()).click();
      await workbench.quickInput.rows.filter({ hasText: choice }).click();
      await runcomfy.waitForJob({ prompt: fox, state: 'completed', count: ordered.length });
      await expect.poll(() => gallery.result(fox).count()).toBe(ordered.length);
    }
    const seeds = (await runcomfy.ledger()).map(({ input }) => input['seed']);
    expect(seeds[1]).not.toBe(seeds[0]);
    expect(seeds[2]).toBe(seeds[1]);
  });
});

describe('Save As…', () => {
  test('proposes a name that is free, and puts the picture where the person agrees', async () => {
    const { workbench } = scene;
    const free = foxFile.replace('.png', '-1.png');
    await gallery.button('Save As…', gallery.result(fox).first()).click();
    await workbench.quickInput.title.filter({ hasText: 'Save Image' }).waitFor();
    expect(await workbench.quickInput.acceptFile()).toBe(scene.path(free));
    await gallery.announcement.filter({ hasText: `Saved as ${free}` }).waitFor();
    expect(existsSync(scene.path(free))).toBe(true);
  });
});

describe('By keyboard alone', () => {
  test('a result is saved, deleted and brought back, and the focus is never lost', async () => {
    const { workbench } = scene;
    const { keyboard } = workbench.page;
    await keyboard.press('F1');
    await workbench.quickInput.input.fill('>Z-Image: Open Gallery');
    await workbench.quickInput.row('Z-Image: Open Gallery').waitFor();
    await keyboard.press('Enter');
    await expect.poll(() => gallery.hasFocus()).toBe(true);
    // The last picture that had the focus has it again; the Tab key reaches the buttons of that one alone.
    await gallery.tabTo('Save to Workspace', 'Shift+Tab');
    await keyboard.press('Enter');
    await gallery.announcement.filter({ hasText: 'Saved as ' }).waitFor();
    const count = await gallery.result(fox).count();
    await gallery.tabTo('Delete');
    await keyboard.press('Space');
    await gallery.announcement.filter({ hasText: 'Deleted' }).waitFor();
    await expect.poll(() => gallery.result(fox).count()).toBe(count - 1);
    expect(await gallery.focusedName()).not.toBeNull();
    await gallery.tabTo('Undo', 'Shift+Tab');
    await keyboard.press('Enter');
    await expect.poll(() => gallery.result(fox).count()).toBe(count);
  });
});

describe('Regenerate Image at Cursor…', () => {
  test('makes a picture that takes the place of the linked one when the person says so, and not before', async () => {
    const { workbench } = scene;
    const file = 'docs/images/a-blue-whale-under-a-paper-boat.png';
    const bytes = (): string => readFileSync(scene.path(file), 'base64');
    await workbench.openFile('animals.md');
    ordered.push(whale, whale);
    await workbench.editor.select(whale);
    await workbench.editor.chooseFromContextMenu(whale, 'Generate Image and Insert');
    await workbench.editor.line('![A blue whale').waitFor();
    const old = bytes();
    const link = await workbench.save(scene.path('docs/animals.md'));
    await workbench.editor.clickAfter('![A blue whale');
    await workbench.runCommand('Z-Image: Regenerate Image at Cursor…');
    await workbench.quickInput.rows.filter({ hasText: 'With a New Seed' }).click();
    await expect.poll(() => gallery.result(whale).count()).toBe(2);
    const fresh = gallery.result(whale).first();
    await gallery.button('Replace a-blue-whale', fresh).waitFor();
    await workbench.screenshot('regenerated');
    expect(bytes()).toBe(old);

    await gallery.button('Replace a-blue-whale', fresh).click();
    await gallery.announcement.filter({ hasText: 'is replaced.' }).waitFor();
    expect(bytes()).not.toBe(old);
    await gallery.button('Put the Old a-blue-whale', fresh).click();
    await gallery.announcement.filter({ hasText: 'is back.' }).waitFor();
    expect(bytes()).toBe(old);
    await gallery.button('Replace a-blue-whale', fresh).waitFor();
    expect(await workbench.save(scene.path('docs/animals.md'))).toBe(link);
  });
});

describe('The search', () => {
  test('finds by words, stars, files and the document, by keyboard alone, and outlives the page', async () => {
    const { workbench } = scene;
    const { keyboard } = workbench.page;
    const foxes = await gallery.result(fox).count();
    await gallery.button('Star', gallery.result(whale).first()).click();
    await gallery.button('Remove Star', gallery.result(whale).first()).waitFor();

    const search = gallery.main.getByRole('searchbox', { name: 'Search Prompts' });
    await search.focus();
    await keyboard.type('WHALE paper');
    await gallery.main.getByText('2 images found').waitFor();
    expect(await gallery.result(fox).count()).toBe(0);
    await workbench.screenshot('search');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await gallery.main.getByText('1 image found').waitFor();
    expect(await gallery.result(whale).count()).toBe(1);

    await workbench.runCommand('Developer: Reload Webviews');
    await gallery.main.getByText('1 image found').waitFor();
    expect(await search.inputValue()).toBe('WHALE paper');

    await search.focus();
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('a walrus');
    await gallery.main.getByText('No images found').waitFor();
    await gallery.button('Clear Search').click();
    await expect.poll(() => gallery.result(fox).count()).toBe(foxes);

    await gallery.button('Filters').click();
    await gallery.button('In animals.md').click();
    // The document links the file of the whale alone.
    await expect.poll(() => gallery.result(fox).count()).toBe(0);
    expect(await gallery.result(whale).count()).toBeGreaterThan(0);
    await gallery.button('In animals.md').click();
    await gallery.main.getByRole('combobox', { name: 'Saved' }).selectOption('Not saved');
    await gallery.main.getByRole('combobox', { name: 'Date' }).selectOption('Today');
    await expect.poll(() => gallery.result(fox).count()).toBeLessThan(foxes);
    await gallery.main.getByRole('heading', { name: 'Today' }).waitFor();
    await gallery.main.getByRole('combobox', { name: 'Saved' }).selectOption('Saved or not');
    await expect.poll(() => gallery.result(fox).count()).toBe(foxes);
  });
});

describe('Several results', () => {
  test('are selected by keyboard, compared, starred, saved, deleted together and brought back', async () => {
    const { workbench } = scene;
    const { keyboard } = workbench.page;
    const boxes = gallery.main.getByRole('checkbox', { name: 'Select' });
    const count = await boxes.count();
    await boxes.nth(0).focus();
    await keyboard.press('Space');
    await boxes.nth(1).focus();
    await keyboard.press('Space');
    await gallery.main.getByText('2 selected').waitFor();

    await gallery.button('Compare').press('Enter');
    const view = gallery.frame.getByRole('dialog');
    await view.getByRole('heading', { name: 'Compare Images' }).waitFor();
    expect(await view.getByRole('figure').count()).toBe(2);
    expect(await view.locator('.differs dt').allTextContents()).toContain('Seed');
    await workbench.screenshot('compare');
    await keyboard.press('Escape');
    await view.waitFor({ state: 'hidden' });
    await gallery.main.getByText('2 selected').waitFor();

    const bar = gallery.main.getByRole('toolbar', { name: '2 selected' });
    await gallery.button('Copy Links', bar).press('Enter');
    await gallery.announcement.filter({ hasText: '2 links are on the clipboard.' }).waitFor();
    expect((await clipboardText()).split('\n').map((line) => line.slice(0, 2))).toEqual(['![', '![']);
    await gallery.button('Export…', bar).press('Enter');
    await workbench.quickInput.title.filter({ hasText: 'Export Images' }).waitFor();
    await workbench.quickInput.acceptFolder(scene.path('docs'), 'images');
    await gallery.announcement.filter({ hasText: '2 images are exported' }).waitFor();
    expect(readFileSync(scene.path('docs/requests.json'), 'utf8')).toContain(`"prompt": "${whale}"`);
    await gallery.button('Delete', bar).press('Enter');
    await gallery.main.getByText('Deleted 2 images.').waitFor();
    await expect.poll(() => boxes.count()).toBe(count - 2);
    await bar.waitFor({ state: 'detached' });
    await gallery.button('Undo').press('Enter');
    await expect.poll(() => boxes.count()).toBe(count);

    await boxes.nth(0).focus();
    await keyboard.press('ControlOrMeta+a');
    await gallery.main.getByText(`${count} selected`).waitFor();
    await keyboard.press('Escape');
    await gallery.main.getByText(`${count} selected`).waitFor({ state: 'detached' });
  });

  test('are looked at in large, one after the other', async () => {
    const { workbench } = scene;
    const { keyboard } = workbench.page;
    await gallery.button('View Large').first().press('Enter');
    const view = gallery.frame.getByRole('dialog');
    const count = await gallery.main.getByRole('figure').count();
    await view.getByText(`1 of ${count}`).waitFor();
    expect(await gallery.button('Previous Image', view).isDisabled()).toBe(true);
    await keyboard.press('ArrowRight');
    await view.getByText(`2 of ${count}`).waitFor();
    await workbench.screenshot('large');
    await gallery.button('Delete', view).press('Enter');
    await view.getByText(`2 of ${count - 1}`).waitFor();
    await gallery.button('Close', view).press('Enter');
    await view.waitFor({ state: 'hidden' });
    await gallery.button('Undo').press('Enter');
    await expect.poll(() => gallery.main.getByRole('figure').count()).toBe(count);
  });
});

function clipboardText(): Promise<string> {
  return scene.workbench.page.evaluate('navigator.clipboard.readText()');
}

function clipboardTypes(): Promise<string[]> {
  return scene.workbench.page.evaluate(
    'navigator.clipboard.read().then((items) => items.flatMap((item) => [...item.types]))',
  );
}
