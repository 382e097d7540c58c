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

/** What the page shows in sight: pictures that are there, and rooms of those that passed. */
const inSight = `(() => {
  const isInSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  };
  const seen = [...document.querySelectorAll('.pictures :is(img, .passed)')].filter(isInSight);
  const shown = seen.filter((element) => element.complete === true && element.naturalWidth > 0);
  return { seen: seen.length, shown: shown.length };
})()`;

/** Moves the page by most of a screen in each frame, and gives the most pictures that had a room and were not loaded. */
const flyBy = `new Promise((resolve) => {
  let passed = 0;
  let frames = 0;
  const turn = () => {
    passed = Math.max(passed, document.querySelectorAll('.pictures .passed').length);
    window.scrollBy(0, 600);
    if (++frames < 30) requestAnimationFrame(turn);
    else resolve(passed);
  };
  requestAnimationFrame(turn);
})`;

test('A long history that flies by is shown where it stops', async () => {
  const { vscode, workbench } = scene;
  await fillHistory(vscode.globalStorage, 200);
  await vscode.reload();
  await workbench.runCommand('Z-Image: Open Gallery');
  const { main } = new GalleryPage(workbench);
  await main.getByRole('figure').first().waitFor();
  expect(await main.evaluate(flyBy)).toBeGreaterThan(0);
  await until('the pictures in sight', async () => {
    const { seen, shown } = z
      .object({ seen: z.number(), shown: z.number() })
      .parse(await main.evaluate(inSight));
    return seen > 0 && shown === seen ? true : undefined;
  });
});
