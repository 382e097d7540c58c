import type { Frame } from 'playwright-core';
import { GalleryPage } from '../e2e/support/gallery.ts';
import type { Workbench } from '../e2e/support/workbench.ts';
import { until } from '../launch/until.ts';

/** Opens the gallery by its command, and gives the milliseconds from the command to the first picture painted. */
export async function openGallery(workbench: Workbench): Promise<number> {
  const { quickInput, page } = workbench;
  await page.keyboard.press('F1');
  await quickInput.input.fill('>Z-Image: Open Gallery');
  await quickInput.row('Z-Image: Open Gallery').waitFor();
  const began = performance.now();
  await page.keyboard.press('Enter');
  const frame = await galleryFrame(workbench);
  await until('a painted picture', async () => {
    const isPainted = await frame.evaluate(
      "[...document.querySelectorAll('.pictures img')].some((image) => image.complete && image.naturalWidth > 0)",
    );
    return isPainted === true ? true : undefined;
  });
  return performance.now() - began;
}

export async function galleryFrame(workbench: Workbench): Promise<Frame> {
  const main = new GalleryPage(workbench).main;
  await main.waitFor({ state: 'attached' });
  const frame = await (await main.elementHandle({ timeout: 10_000 })).ownerFrame();
  if (frame === null) throw new Error('The gallery is not open.');
  return frame;
}
