import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { startScene, type Scene } from './support/scene.ts';

/** The animals of a page; each is a picture that nobody has drawn yet. */
const animals = [
  'fox',
  'hare',
  'owl',
  'whale',
  'crane',
  'otter',
  'lynx',
  'toad',
  'raven',
  'moth',
  'trout',
  'badger',
] as const;
const refused = 'A lynx in snow, woodcut';
const failing = 'A moth in snow, woodcut';

const prompts = animals.map((animal) => `A${/^[aeiou]/.test(animal) ? 'n' : ''} ${animal} in snow, woodcut`);

const page = `# Animals\n\n${prompts.map((prompt, at) => `![${prompt}](images/${animals[at] ?? ''}.png)\n`).join('\n')}`;

let scene: Scene;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({ files: { 'docs/animals.md': page } });
  await scene.runcomfy.configure({ durations: instant });
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

function pictures(): string[] {
  const folder = scene.path('docs/images');
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

const command = 'Z-Image: Generate Missing Images in Document';

describe('A page with twelve missing pictures', () => {
  test('has ten after one confirmation, and the two others are explained', async () => {
    const { workbench, runcomfy } = scene;
    const { quickInput } = workbench;
    await runcomfy.arm({ switch: 'input-422', prompt: refused, next: 1 });
    await runcomfy.arm({ switch: 'job-fails', prompt: failing, next: 1 });
    await workbench.openFile('animals.md');
    await workbench.runCommand(command);
    await quickInput.title.filter({ hasText: /Generate 12 missing images, about \$/ }).waitFor();
    await workbench.screenshot('missing images');
    ordered.push(...prompts);
    await quickInput.input.press('Enter');
    // Once in a life it is said what is sent, and that it is paid for.
    await workbench.dialog.button('Generate').click();

    const summary = workbench.toast('10 of 12 images are in place.');
    await summary.box.waitFor();
    const text = await summary.message.innerText();
    expect(text).toContain(`“${refused}”: RunComfy did not accept the request.`);
    expect(text).toContain(`“${failing}”: RunComfy could not generate the image.`);
    await workbench.screenshot('missing images, summary');
    expect(await workbench.toasts.count()).toBe(1);
    const drawn = animals.filter((animal) => animal !== 'lynx' && animal !== 'moth');
    expect(pictures()).toEqual(drawn.map((animal) => `${animal}.png`).toSorted());
    expect(readFileSync(scene.path('docs/animals.md'), 'utf8')).toBe(page);
    await summary.box.hover();
    await summary.box.locator('.codicon-notifications-clear').click();
  });

  test('orders just these two at a second run', async () => {
    const { workbench, runcomfy } = scene;
    const { quickInput } = workbench;
    const before = (await runcomfy.ledger()).length;
    await workbench.runCommand(command);
    await quickInput.title.filter({ hasText: /Generate 2 missing images, about \$/ }).waitFor();
    expect(await quickInput.rows.count()).toBe(2);
    ordered.push(refused, failing);
    await quickInput.input.press('Enter');
    await workbench.toast('2 images are in place.').box.waitFor();
    expect(pictures()).toHaveLength(12);
    const orders = (await runcomfy.ledger()).slice(before).map(({ input }) => input['prompt']);
    expect(orders.toSorted()).toEqual([refused, failing].toSorted());

    // Within a second the same command would be a key that is held down.
    await workbench.runCommand('Z-Image: Generate Missing Images in Folder');
    await workbench.toast('No image is missing in animals.md.').box.waitFor();
  });
});
