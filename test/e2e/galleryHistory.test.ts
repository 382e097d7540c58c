import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { until } from '../launch/until.ts';
import { fillHistory } from '../support/longHistory.ts';
import { GalleryPage } from './support/gallery.ts';
import { startScene, type Scene } from './support/scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene({ files: { 'page.md': '# Page\n' } });
});

afterAll(async () => {
  await scene.end();
});

const seenSchema = z.object({ inSight: z.number(), shown: z.number() });

/** The pictures and their rooms in sight, and the pictures that are there. */
const look = `(() => {
  const isInSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  };
  const inSight = [...document.querySelectorAll('.pictures :is(img, .passed)')].filter(isInSight);
  const shown = inSight.filter((element) => element.complete === true && element.naturalWidth > 0);
  return { inSight: inSight.length, shown: shown.length };
})()`;

/** Scrolls on, and gives whether the history was read to its end. */
const scrollOn = `(() => {
  window.scrollTo(0, document.documentElement.scrollHeight);
  return document.querySelector('.more') === null;
})()`;

/** Moves by most of a screen in each frame, stops in the middle, and gives the most pictures that were not loaded. */
const flyBy = `new Promise((resolve) => {
  let passed = 0;
  let frames = 0;
  const turn = () => {
    passed = Math.max(passed, document.querySelectorAll('.pictures .passed').length);
    if (frames++ === 20) return resolve(passed);
    window.scrollBy(0, 600);
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
})`;

test('A long history that flies by is shown where it stops', async () => {
  const { vscode, workbench } = scene;
  await fillHistory(vscode.globalStorage, 200);
  await vscode.reload();
  await workbench.runCommand('Z-Image: Open Gallery');
  const { main } = new GalleryPage(workbench);
  const shown = (): Promise<true> =>
    until('the pictures in sight', async () => {
      const seen = seenSchema.parse(await main.evaluate(look));
      return seen.inSight > 0 && seen.shown === seen.inSight ? true : undefined;
    });
  await shown();
  await until('the end', async () => ((await main.evaluate(scrollOn)) === true ? true : undefined));
  await shown();
  await main.evaluate('window.scrollTo(0, 0)');
  await shown();
  expect(await main.evaluate(flyBy)).toBeGreaterThan(0);
  await shown();
});
