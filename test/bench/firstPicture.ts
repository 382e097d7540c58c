import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import * as z from 'zod';
import { startScene, type Scene } from '../e2e/support/scene.ts';
import { fillHistory } from '../support/longHistory.ts';
import { told, within, type Judged } from './judged.ts';
import { galleryFrame, openGallery } from './openGallery.ts';
import { median, spread } from './statistics.ts';

/** So many pictures are made, one after the other. */
const pictures = 20;
const recordsBefore = 30;
const coldStarts = 5;
const limit = 100;
const prompt = 'A heron that waits in the reeds';

export interface FirstPictureFigures {
  /** Milliseconds from the last byte of a picture on disk to the picture painted in the open gallery. */
  readonly painted: readonly number[];
  /** Milliseconds from the command to the gallery painted, in a window in which nothing of ours was used before. */
  readonly cold: readonly number[];
}

const paintSchema = z.object({ key: z.string(), at: z.number() });

/** How soon a picture that was downloaded is seen. */
export async function measureFirstPicture(report: (line: string) => void): Promise<FirstPictureFigures> {
  const scene = await startScene({
    files: { 'page.md': `${prompt}\n` },
    // Long enough for the gallery to show that the job runs, and for the next order to be none of a key that is held down.
    runcomfy: {
      durations: {
        typicalMilliseconds: 1600,
        spread: 0.3,
        coldStartShare: 0,
        coldStartMilliseconds: 0,
      },
    },
    webviewsApart: true,
  });
  const { workbench, vscode } = scene;
  try {
    await fillHistory(vscode.globalStorage, recordsBefore);
    const cold: number[] = [];
    for (let start = 0; start < coldStarts; start++) {
      await vscode.reload();
      await workbench.runCommand('View: Close All Editors');
      cold.push(await openGallery(workbench));
      report(`Gallery opened in a new window: ${Math.round(cold.at(-1) ?? 0)} ms`);
    }
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('page.md');
    await openGallery(workbench);
    const painted = await paint(scene);
    report(`Pictures painted ${painted.map(Math.round).join(', ')} ms after their last byte`);
    return { painted, cold };
  } finally {
    await scene.end();
  }
}

async function paint({ workbench, vscode }: Scene): Promise<number[]> {
  const frame = await galleryFrame(workbench);
  await watchPaints(frame);
  let newest = newestPicture(vscode.globalStorage);
  const lateness: number[] = [];
  await workbench.focusTab('page.md');
  await workbench.editor.select(prompt);
  for (let picture = 0; picture < pictures; picture++) {
    await workbench.runCommand('Z-Image: Generate Image from Selection');
    if (picture === 0) {
      await workbench.dialog.button('Generate').click();
    }
    // One question for each picture: asked again and again, the page would be kept from what it is measured at.
    const { key, at } = paintSchema.parse(
      await frame.evaluate(`window.paintAfter(${JSON.stringify(newest)})`),
    );
    newest = key;
    lateness.push(at - lastByte(vscode.globalStorage, key));
  }
  return lateness;
}

/**
 * The page tells when a picture in the list was painted, by its key; keys sort by their times. One of the history that
 * comes into sight only now is none that was waited for.
 */
async function watchPaints(frame: Frame): Promise<void> {
  await frame.evaluate(`
    const painted = new Map();
    let waiting = null;
    const tell = () => {
      const found = waiting === null ? undefined : [...painted].find(([key]) => key > waiting.after);
      if (found !== undefined) {
        waiting.resolve({ key: found[0], at: found[1] });
        waiting = null;
      }
    };
    window.paintAfter = (after) => new Promise((resolve) => {
      waiting = { after, resolve };
      tell();
    });
    const begun = new Set();
    const look = () => {
      for (const image of document.querySelectorAll('.pictures img')) {
        const key = image.dataset.carried;
        if (!begun.has(key)) {
          begun.add(key);
          // Once it is decoded the next frame shows it; a message comes after that frame was drawn.
          image.decode().then(() => requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              painted.set(key, Date.now());
              tell();
            };
            port2.postMessage(null);
          }), () => begun.delete(key));
        }
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  `);
}

/** The key of the newest picture that was stored so far. */
function newestPicture(storage: string): string {
  const names = readdirSync(join(storage, 'pictures')).sort();
  return (
    /^(.+)-(\d+)\.\w+$/
      .exec(names.at(-1) ?? '')
      ?.slice(1)
      .join(' ') ?? ''
  );
}

/** When the file of a picture was written to the end. */
function lastByte(storage: string, key: string): number {
  const [generation = ''] = key.split(' ');
  const folder = join(storage, 'pictures');
  const file = readdirSync(folder).find((name) => name.startsWith(generation));
  if (file === undefined) throw new Error(`No picture of ${generation}.`);
  return statSync(join(folder, file)).mtimeMs;
}

export function judgeFirstPicture({ painted: lateness, cold }: FirstPictureFigures): Judged[] {
  return [
    within('Last byte on disk to picture painted', median(lateness), limit, ' ms', spread(lateness)),
    told('Command to gallery painted, cold', median(cold), ' ms', spread(cold)),
  ];
}
