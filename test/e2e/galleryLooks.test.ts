import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { readRecords } from '../support/checkPaid.ts';
import { GalleryPage } from './support/gallery.ts';
import { lookAt } from './support/looks.ts';
import { startScene, type Scene } from './support/scene.ts';

const short = 'A red fox.';
const long =
  'A flash-lit, intimate close-up of a front pocket of acid-washed denim jeans, threads softened and grainy with wear, photobooth strips peeking out, '.repeat(
    3,
  );
const unbroken =
  'https://example.com/a-very-long-address-without-any-space-in-it/that-goes-on-and-on-and-on/picture';
const emoji = '🦊 in the ❄️, 狐雪中';
const rightToLeft = 'ثعلب أحمر في الثلج العميق، نقش خشبي بلونين';

let scene: Scene;
let gallery: GalleryPage;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({
    files: { 'page.md': 'Nothing.\n' },
    environment: { RUNCOMFY_API_TOKEN: '' },
    settings: { 'zImage.maxConcurrentGenerations': 2 },
  });
  await scene.runcomfy.configure({ durations: instant });
  gallery = new GalleryPage(scene.workbench);
  await scene.workbench.runCommand('View: Toggle Primary Side Bar Visibility');
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

test('without a token and without a picture', async () => {
  const { workbench } = scene;
  await workbench.runCommand('Z-Image: Open Gallery');
  await gallery.main.getByText('No images yet').waitFor();
  await gallery.main.getByText('Set your RunComfy API token').waitFor();
  expect(await lookAt('empty', workbench)).toEqual([]);
  await gallery.button('Set Token').click();
  await workbench.quickInput.answer(scene.runcomfy.token);
  await gallery.main.getByText('Set your RunComfy API token').waitFor({ state: 'detached' });
  await workbench.runCommand('Notifications: Clear All Notifications');
});

test('with jobs that run', async () => {
  const { workbench, runcomfy } = scene;
  await runcomfy.hold({ at: 'in_progress' });
  for (const prompt of [short, long, unbroken]) {
    await order(prompt);
  }
  await gallery.job(short).getByText('Generating…').waitFor();
  await gallery.job(unbroken).getByText('Waiting for other images…').waitFor();
  await hideNotifications();
  expect(await lookAt('running', workbench)).toEqual([]);
  await runcomfy.release();
  for (const prompt of [short, long.trim(), unbroken]) {
    await gallery.painted(prompt);
  }
});

test('with results, saved, deleted and gone', async () => {
  const { workbench, vscode } = scene;
  await order(rightToLeft);
  await gallery.painted(rightToLeft);
  await gallery.button('Save to Workspace', gallery.result(short)).click();
  await gallery.button('images/a-red-fox.png').waitFor();
  await gallery.button('Delete', gallery.result(unbroken)).click();
  await gallery.button('Undo').waitFor();
  const record = readRecords(vscode.globalStorage).find(({ altText }) => altText === rightToLeft);
  const [picture] = record?.state.step === 'stored' ? record.state.pictures : [];
  rmSync(join(vscode.globalStorage, picture?.path ?? ''));
  await workbench.runCommand('Developer: Reload Webviews');
  await gallery.main.getByText('The image is gone from this computer.').waitFor();
  await gallery.button('Download Again').waitFor();
  expect(await lookAt('results', workbench)).toEqual([]);
  await gallery.button('Download Again').click();
  await gallery.painted(rightToLeft);
});

test('with what needs a decision', async () => {
  const { workbench, runcomfy, vscode } = scene;
  await runcomfy.arm({ switch: 'answer-lost', endpoint: 'submit', next: 1 });
  await order(short);
  await gallery.job(short).getByText('It is not known').waitFor();
  await runcomfy.arm({ switch: 'input-422', endpoint: 'submit', next: 1 });
  await order(long);
  await gallery.job(long.trim()).getByText('did not accept the request').waitFor();
  await runcomfy.hold({ at: 'in_progress' });
  for (const prompt of [rightToLeft, emoji, unbroken]) {
    await order(prompt);
  }
  await gallery.job(unbroken).getByText('Waiting for other images…').waitFor();
  await vscode.extensionHostAfter(await vscode.killExtensionHost());
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Z-Image: Open Gallery');
  await gallery.job(unbroken).getByText('It was not sent before VS Code was closed.').waitFor();
  await hideNotifications();
  expect(await lookAt('decisions', workbench)).toEqual([]);
  await runcomfy.release();
  await gallery.button('Send Now', gallery.job(unbroken)).click();
  await expect.poll(() => gallery.result(unbroken).count()).toBe(1);
  await gallery.painted(emoji);
  await expect.poll(() => gallery.result(rightToLeft).count()).toBe(2);
});

test('with jobs that the service does not tell about', async () => {
  const { workbench, runcomfy } = scene;
  await runcomfy.hold({ at: 'in_progress' });
  await order(short);
  await gallery.job(short).getByText('Generating…').waitFor();
  await runcomfy.arm({ switch: 'request-403001', next: 1 });
  await gallery.job(short).getByText('does not let this account do that').waitFor();
  await order(long);
  await gallery.job(long.trim()).getByText('Generating…').waitFor();
  await runcomfy.arm({ switch: 'connection-reset', share: 1 });
  await gallery.job(long.trim()).getByText('The connection to RunComfy broke. Trying again…').waitFor();
  await hideNotifications();
  expect(await lookAt('offline', workbench)).toEqual([]);
  await runcomfy.disarm();
  await runcomfy.release();
  await gallery.button('Try Again', gallery.job(short)).click();
  await gallery.result(short).nth(1).waitFor();
  // Its next question may be half a minute away.
  await gallery.result(long.trim()).nth(1).waitFor({ timeout: 60_000 });
});

test('with a search, a selection, and pictures side by side', async () => {
  const { workbench } = scene;
  const search = gallery.main.getByRole('searchbox', { name: 'Search Prompts' });
  await gallery.button('Filters').click();
  await search.fill('no such thing');
  await gallery.main.getByText('No images found').waitFor();
  expect(await lookAt('nothing found', workbench)).toEqual([]);
  await gallery.button('Clear Search').click();
  const boxes = gallery.main.getByRole('checkbox', { name: 'Select' });
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  await gallery.main.getByText('2 selected').waitFor();
  expect(await lookAt('selected', workbench)).toEqual([]);
  await gallery.button('Compare').click();
  await gallery.frame.getByRole('heading', { name: 'Compare Images' }).waitFor();
  expect(await lookAt('compared', workbench)).toEqual([]);
  await gallery.button('Close', gallery.frame.getByRole('dialog')).click();
  await gallery.button('Clear Selection').click();
});

test('before it knows what there is', async () => {
  const { workbench, vscode } = scene;
  await vscode.whileExtensionHostStopped(async () => {
    await workbench.runCommand('Developer: Reload Webviews');
    await gallery.main.getByText('Loading…').waitFor();
    expect(await lookAt('loading', workbench)).toEqual([]);
  });
  await gallery.main.getByText('Loading…').waitFor({ state: 'detached' });
});

async function order(prompt: string): Promise<void> {
  const { workbench } = scene;
  ordered.push(prompt.trim());
  await workbench.runCommand('Z-Image: Generate Image…');
  await workbench.quickInput.title.filter({ hasText: 'Generate Image' }).waitFor();
  await workbench.quickInput.answer(prompt);
  if (ordered.length === 1) {
    await workbench.dialog.button('Generate').click();
  }
}

/** Progress cannot be cleared, but it can be put away. */
async function hideNotifications(): Promise<void> {
  const { workbench } = scene;
  await workbench.page.locator('.statusbar-item').first().focus();
  await workbench.page.keyboard.press('Escape');
  await workbench.toasts.first().waitFor({ state: 'hidden' });
}
