import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { readRecords } from '../support/checkPaid.ts';
import { GalleryPage } from './support/gallery.ts';
import { startScene, type Scene } from './support/scene.ts';

/** One after the other, orders have words of their own: the same within a second count as the repetition of a held key. */
const owl = 'An owl that reads a newspaper.';
const hare = 'A hare with a paper hat.';
const bat = 'A bat with a lantern.';
const fish = 'A fish on a bicycle.';
const mole = 'A mole with a key.';
const goose = 'A goose at a bank.';
const otter = 'An otter with a letter.';
const crow = 'A crow without a feather.';
const newt = 'A newt in the rain.';
const cancelled = {
  queue: 'A snail in a queue.',
  late: 'A train that leaves.',
  lost: 'A letter in a bottle.',
} as const;
const page = `# Night\n\n${owl.replace('reads ', 'reads\n')}\n\nThe end.\n`;

let scene: Scene;
let gallery: GalleryPage;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({
    files: {
      'night.md': page,
      ...Object.fromEntries(
        Object.entries(cancelled).map(([name, text]) => [`${name}.md`, `# ${name}\n\n${text}\n`]),
      ),
    },
  });
  await scene.runcomfy.configure({ durations: instant });
  gallery = new GalleryPage(scene.workbench);
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

describe('Generate Image…, by keyboard alone', () => {
  test('proposes the paragraph at the cursor, and lets it and the choices of this run be changed', async () => {
    const { workbench, runcomfy } = scene;
    const { keyboard } = workbench.page;
    await workbench.openFile('night.md');
    await workbench.editor.clickAfter('An owl that reads');
    await runByKeyboard('Z-Image: Generate Image…');
    await expect.poll(() => workbench.quickInput.input.inputValue()).toBe(owl);
    await workbench.quickInput.rows.filter({ hasText: '4:3, 1024 × 768' }).waitFor();
    await workbench.quickInput.rows.filter({ hasText: 'about $0.005' }).waitFor();
    await workbench.screenshot('generate');

    await workbench.quickInput.input.fill(hare);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await chooseByKeyboard('Size', '16:9, 1024 × 576');
    await chooseByKeyboard('Number of Images', '2 images');
    await choose('Steps');
    await workbench.quickInput.input.fill('99');
    await workbench.quickInput.message.filter({ hasText: 'Enter a whole number from 1 to 30.' }).waitFor();
    await workbench.quickInput.answer('4');
    await choose('Remember for This Workspace');
    ordered.push(hare);
    await choose('Generate');
    await workbench.acceptDialog('Generate');

    await runcomfy.waitForJob({ prompt: hare, state: 'completed' });
    await expect.poll(() => gallery.result(hare).count()).toBe(2);
    const [entry] = await runcomfy.ledger();
    expect(entry?.input).toMatchObject({
      image_size: 'landscape_16_9',
      num_images: 2,
      num_inference_steps: 4,
    });
    expect(JSON.parse(scene.read('.vscode/settings.json'))).toEqual({
      'zImage.imageSize': 'landscape_16_9',
      'zImage.numImages': 2,
      'zImage.numInferenceSteps': 4,
    });
  });

  test('offers prompts of before', async () => {
    const { workbench } = scene;
    await runByKeyboard('Z-Image: Generate Image…');
    await workbench.quickInput.rows.filter({ hasText: hare }).waitFor();
    await workbench.quickInput.dismiss();
  });

  test('proposes the section under a heading, and offers what else the cursor may mean', async () => {
    const { workbench } = scene;
    await workbench.focusTab('night.md');
    await workbench.editor.clickAfter('# Night');
    await runByKeyboard('Z-Image: Generate Image…');
    await expect.poll(() => workbench.quickInput.input.inputValue()).toBe(`Night ${owl} The end.`);
    await workbench.quickInput.rows.filter({ hasText: 'Section “Night”' }).waitFor();
    await workbench.screenshot('prompt sources');
    await workbench.quickInput.rows.filter({ hasText: 'Paragraph' }).click();
    await expect.poll(() => workbench.quickInput.input.inputValue()).toBe('Night');
    // Enter generates, though the section is called the same.
    await workbench.quickInput.rows.first().filter({ hasText: 'Generate' }).waitFor();
    await workbench.page.locator('.monaco-list-row.focused', { hasText: '4 steps' }).waitFor();
    await workbench.quickInput.dismiss();
  });

  test('saves all that is not saved', async () => {
    await gallery.button('Save All (2)').click();
    await gallery.announcement.filter({ hasText: '2 images are saved.' }).waitFor();
    expect(existsSync(scene.path('images/a-hare-with-a-paper-hat.png'))).toBe(true);
    expect(existsSync(scene.path('images/a-hare-with-a-paper-hat-1.png'))).toBe(true);
    await gallery.button('Save All').waitFor({ state: 'detached' });
  });

  test('Insert Image from History puts one of them at the cursor', async () => {
    const { workbench } = scene;
    await workbench.focusTab('night.md');
    await workbench.editor.clickAfter('The end.');
    await runByKeyboard('Z-Image: Insert Image from History');
    await workbench.quickInput.rows.filter({ hasText: 'image 1 of 2' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.line('![A hare').waitFor();
    await workbench.page.keyboard.press('ControlOrMeta+z');
    expect(await workbench.save(scene.path('night.md'))).toBe(page);
  });

  test('without a selection, Generate Image and Insert asks, and puts the picture behind the block of the cursor', async () => {
    const { workbench, runcomfy } = scene;
    await workbench.focusTab('night.md');
    await workbench.editor.clickAfter('An owl that reads');
    await workbench.runCommand('Z-Image: Generate Image and Insert');
    const toast = workbench.toast('No text is selected.');
    await toast.button('Use Text at Cursor…').click();
    await expect.poll(() => workbench.quickInput.input.inputValue()).toBe(owl);
    ordered.push(fish);
    await workbench.quickInput.answer(fish);
    await runcomfy.waitForJob({ prompt: fish, state: 'completed' });
    await workbench.editor.line('![A fish').waitFor();
    expect(await workbench.save(scene.path('night.md'))).toBe(
      page.replace('newspaper.\n', `newspaper.\n\n![${fish}](images/a-fish-on-a-bicycle.png)\n`),
    );
    await workbench.page.keyboard.press('ControlOrMeta+z');
    expect(await workbench.save(scene.path('night.md'))).toBe(page);
  });

  test('Cancel Generation picks among what runs', async () => {
    const { workbench, runcomfy } = scene;
    const { keyboard } = workbench.page;
    await runcomfy.hold({ at: 'in_queue' });
    await order(owl);
    await runcomfy.waitForJob({ prompt: owl, state: 'in_queue' });
    await gallery.job(owl).getByText('In the queue').waitFor();
    await runByKeyboard('Z-Image: Cancel Generation');
    await workbench.quickInput.rows.filter({ hasText: 'An owl' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await workbench.toast('Generation cancelled.').box.waitFor();
    await gallery.job(owl).waitFor({ state: 'detached' });
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
});

describe('The gallery', () => {
  test('says that there is no credit, and tries again', async () => {
    const { runcomfy } = scene;
    await runcomfy.arm({ switch: 'balance-400002', endpoint: 'submit', next: 1 });
    await order(goose);
    const matter = gallery.job(goose);
    await matter.getByText('Your RunComfy account has no credit left.').waitFor();
    await gallery.button('Add Credit', matter).waitFor();
    ordered.push(goose);
    // A hand that trembles pays once.
    await gallery.button('Try Again', matter).dblclick();
    await expect.poll(() => gallery.result(goose).count()).toBe(2);
    await matter.waitFor({ state: 'detached' });
  });

  test('says that an outcome is unknown, and submits again only when told to', async () => {
    const { runcomfy } = scene;
    await runcomfy.arm({ switch: 'answer-lost', endpoint: 'submit', next: 1 });
    await order(otter);
    const matter = gallery.job(otter);
    await matter.getByText('It is not known whether RunComfy received the request').waitFor();
    await gallery.button('Open RunComfy', matter).waitFor();
    ordered.push(otter);
    await gallery.button('Submit Again', matter).click();
    await expect.poll(() => gallery.result(otter).count()).toBe(2);
    await matter.waitFor({ state: 'detached' });
  });

  test('keeps a job whose token is refused, and goes on when another one is set', async () => {
    const { workbench, runcomfy } = scene;
    await runcomfy.hold({ at: 'in_progress' });
    await order(mole);
    await runcomfy.waitForJob({ prompt: mole, state: 'in_progress' });
    await runcomfy.arm({ switch: 'auth-400004', next: 1 });
    const matter = gallery.job(mole);
    await matter.getByText('RunComfy did not accept the API token.').waitFor();
    await runcomfy.release();
    await gallery.button('Set Token', matter).click();
    await workbench.quickInput.answer(runcomfy.token);
    await expect.poll(() => gallery.result(mole).count()).toBe(2);
  });

  test('lets an unknown outcome be dismissed, which stays known to the records', async () => {
    const { workbench, runcomfy, vscode } = scene;
    await runcomfy.arm({ switch: 'answer-lost', endpoint: 'submit', next: 1 });
    await order(bat);
    const matter = gallery.job(bat);
    await gallery.button('Dismiss', matter).click();
    await matter.waitFor({ state: 'detached' });
    const record = readRecords(vscode.globalStorage).find(({ altText }) => altText === bat);
    expect(record?.state.step).toBe('unknown');
    await workbench.focusTab('night.md');
  });

  test('leads from a failure to the log', async () => {
    const { workbench, runcomfy } = scene;
    await runcomfy.arm({ switch: 'input-422', endpoint: 'submit', next: 1 });
    await order(newt);
    const matter = gallery.job(newt);
    await gallery.button('Show Log', matter).click();
    await workbench.page.locator('.panel').getByText('Output').first().waitFor();
    await gallery.button('Remove', matter).click();
    await matter.waitFor({ state: 'detached' });
    await workbench.runCommand('View: Toggle Panel Visibility');
  });

  test('shows what failed, until it is removed', async () => {
    const { workbench, runcomfy } = scene;
    await runcomfy.arm({ switch: 'job-fails', next: 1 });
    await order(crow);
    const failed = gallery.job(crow);
    await failed.getByText('RunComfy could not generate the image.').waitFor();
    await gallery.button('Remove', failed).click();
    await failed.waitFor({ state: 'detached' });
    await workbench.screenshot('everyday');
  });
});

describe('Cancel, in the progress notification,', () => {
  test('cancels what waits in the queue, and says so', async () => {
    const { workbench, runcomfy } = scene;
    await runcomfy.hold({ at: 'in_queue' });
    await insert('queue');
    await workbench.toast('In the queue, place 1').button('Cancel').click();
    await workbench.toast('Generation cancelled.').box.waitFor();
    await runcomfy.waitForJob({ prompt: cancelled.queue, state: 'cancelled' });
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('says when it is too late, and delivers the picture', async () => {
    const { workbench, runcomfy } = scene;
    await runcomfy.hold({ at: 'in_progress' });
    await insert('late');
    await workbench.toast('Generating…').button('Cancel').click();
    await workbench.toast('It was too late to cancel').box.waitFor();
    await runcomfy.release();
    await workbench.editor.line('![').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('says that it does not know when the answer is lost', async () => {
    const { workbench, runcomfy, vscode } = scene;
    await runcomfy.hold({ at: 'in_queue' });
    await insert('lost');
    await runcomfy.arm({ switch: 'answer-lost', endpoint: 'cancel', next: 1 });
    await workbench.toast('In the queue').button('Cancel').click();
    await workbench.toast('It is not known whether RunComfy cancelled').box.waitFor();
    const step = (): string | undefined =>
      readRecords(vscode.globalStorage).find(({ altText }) => altText === cancelled.lost)?.state.step;
    await expect.poll(step).toBe('cancelled');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
});

/** Orders the paragraph of the file with this name, by the context menu. */
async function insert(name: keyof typeof cancelled): Promise<void> {
  const { workbench } = scene;
  await workbench.openFile(`${name}.md`);
  await workbench.editor.select(cancelled[name]);
  ordered.push(cancelled[name]);
  await workbench.editor.chooseFromContextMenu(cancelled[name], 'Generate Image and Insert');
}

/** Orders the words of a prompt through 'Generate Image…', without a change. */
async function order(prompt: string): Promise<void> {
  const { workbench } = scene;
  ordered.push(prompt);
  await workbench.runCommand('Z-Image: Generate Image…');
  await workbench.quickInput.title.filter({ hasText: 'Generate Image' }).waitFor();
  await workbench.quickInput.answer(prompt);
}

async function runByKeyboard(title: string): Promise<void> {
  await scene.workbench.page.keyboard.press('F1');
  await scene.workbench.quickInput.input.fill(`>${title}`);
  await scene.workbench.quickInput.row(title).waitFor();
  await scene.workbench.page.keyboard.press('Enter');
  await scene.workbench.quickInput.input.and(scene.workbench.page.locator(':not([value^=">"])')).waitFor();
}

/** One of the choices of a run, by typing its name. */
async function choose(name: string): Promise<void> {
  const { quickInput } = scene.workbench;
  await quickInput.title.filter({ hasText: 'Options for This Image' }).waitFor();
  await quickInput.take(name);
}

async function chooseByKeyboard(name: string, value: string): Promise<void> {
  const { quickInput } = scene.workbench;
  await choose(name);
  await quickInput.title.filter({ hasText: name }).waitFor();
  await quickInput.take(value);
}
