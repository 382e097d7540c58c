import * as z from 'zod';
import { startScene, type Scene } from '../e2e/support/scene.ts';
import { fillHistory } from '../support/longHistory.ts';
import { atMost, within, type Judged } from './judged.ts';
import { heapOf } from './nodeInspector.ts';
import { galleryFrame, openGallery } from './openGallery.ts';
import { median, spread } from './statistics.ts';

const few = 100;
const many = 10_000;
/** For each run that counts. */
const mostStalls = 3;
const megabyte = 1024 * 1024;
/** At sixty frames in a second, twenty screens go by in it. */
const pixelsPerFrame = 300;
/** In milliseconds: so long no frame takes that comes at all. */
const stallPatience = 5_000;

const scrolledSchema = z.object({
  nodes: z.number(),
  longestTask: z.number(),
  /** Now and then a headless browser draws no more of a page that has a process of its own: then nothing was measured. */
  isStalled: z.boolean(),
});

type Scrolled = z.infer<typeof scrolledSchema>;

/** What the issue of the gallery asks for. */
const limits = { openingRatio: 1.5, nodes: 500, longestTask: 50, heapGrowth: 40 } as const;

export interface ScaleFigures {
  /** Milliseconds from the command to the first picture painted, for each run. */
  readonly openingFew: readonly number[];
  readonly openingMany: readonly number[];
  /** The most elements that the page had while it was scrolled through. */
  readonly nodes: readonly number[];
  /** The longest task of the page while it was scrolled through, in milliseconds; 0 where none took 50. */
  readonly longestTask: readonly number[];
  /** What the extension host's heap grew by from before the gallery was opened until all was scrolled through, in MB. */
  readonly heapGrowth: readonly number[];
}

/** How the gallery bears a long history: opened with few records and with many, and scrolled from top to bottom. */
export async function measureScale(runs: number, report: (line: string) => void): Promise<ScaleFigures> {
  const openingFew: number[] = [];
  const openingMany: number[] = [];
  const nodes: number[] = [];
  const longestTask: number[] = [];
  const heapGrowth: number[] = [];
  // In one process with the workbench, nobody could tell whose heap is collected, and for whom a task runs.
  const scene = await startScene({ files: { 'page.md': '# Page\n' }, webviewsApart: true });
  try {
    // The first time costs what every first time costs: the editor's own caches are filled.
    await fillHistory(scene.vscode.globalStorage, few);
    await freshHost(scene);
    await openGallery(scene.workbench);
    for (let run = 0; run < runs; run++) {
      await freshHost(scene);
      openingFew.push(await openGallery(scene.workbench));
      report(`${few} records, run ${run + 1}: opened in ${lastOf(openingFew)} ms`);
      await scene.workbench.runCommand('View: Close All Editors');
    }
    await fillHistory(scene.vscode.globalStorage, many);
    for (let stalled = 0; nodes.length < runs;) {
      const heapBefore = await freshHost(scene);
      openingMany.push(await openGallery(scene.workbench));
      const scrolled = await scrollThrough(scene);
      const line = `${many} records, run ${openingMany.length}: opened in ${lastOf(openingMany)} ms`;
      if (scrolled.isStalled) {
        report(`${line}; the browser drew no more of it, so it is scrolled through once more`);
        if (++stalled > mostStalls * runs) throw new Error('The browser never draws it to the end.');
      } else {
        nodes.push(scrolled.nodes);
        longestTask.push(scrolled.longestTask);
        const heapAfter = await heapOf(await scene.vscode.extensionHostId());
        heapGrowth.push((heapAfter - heapBefore) / megabyte);
        report(`${line}; ${scrolled.nodes} elements, longest task ${scrolled.longestTask} ms`);
      }
      await scene.workbench.runCommand('View: Close All Editors');
    }
  } finally {
    await scene.end();
  }
  return { openingFew, openingMany, nodes, longestTask, heapGrowth };
}

/** A window that was just opened, with what its extension host has on the heap. */
async function freshHost({ vscode, workbench }: Scene): Promise<number> {
  await vscode.reload();
  await workbench.runCommand('View: Close All Editors');
  return heapOf(await vscode.extensionHostId());
}

function lastOf(values: readonly number[]): number {
  return Math.round(values.at(-1) ?? 0);
}

/**
 * As fast as a person turns a wheel, until nothing more comes. The editor's own window may share the page's thread; what
 * keeps that thread busy for the window alone is not the page's.
 */
async function scrollThrough({ workbench }: Scene): Promise<Scrolled> {
  const frame = await galleryFrame(workbench);
  // One question for all of it: asked again and again, the page would be kept from what it is measured at.
  const scrolled = await frame.evaluate(`new Promise((resolve) => {
    const seen = { nodes: 0, longestTask: 0, isStalled: false };
    new PerformanceObserver((list) => {
      const own = list.getEntries().filter(({ name }) => name === 'self');
      seen.longestTask = Math.max(seen.longestTask, ...own.map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    let quiet = 0;
    let frames = 0;
    let framesBefore = 0;
    setInterval(() => {
      if (frames === framesBefore) resolve({ ...seen, isStalled: true });
      framesBefore = frames;
    }, ${stallPatience});
    const turn = () => {
      frames++;
      window.scrollBy(0, ${pixelsPerFrame});
      seen.nodes = Math.max(seen.nodes, document.querySelectorAll('*').length);
      const isEnd = document.querySelector('.more') === null &&
        window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
      quiet = isEnd ? quiet + 1 : 0;
      if (quiet > 30) resolve(seen);
      else requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn);
  })`);
  return scrolledSchema.parse(scrolled);
}

export function judgeScale(figures: ScaleFigures): Judged[] {
  const { openingFew, openingMany, nodes, longestTask, heapGrowth } = figures;
  return [
    atMost(
      `Gallery opened with ${many} records (${spread(openingMany)}), in ms, beside ${few} (${spread(openingFew)})`,
      median(openingMany),
      median(openingFew),
      limits.openingRatio,
    ),
    within('Elements in the page while scrolled through', median(nodes), limits.nodes, '', spread(nodes)),
    within(
      'Longest task of the page while scrolled through',
      median(longestTask),
      limits.longestTask,
      ' ms',
      spread(longestTask),
    ),
    within(
      "Growth of the extension host's heap",
      median(heapGrowth),
      limits.heapGrowth,
      ' MB',
      spread(heapGrowth),
    ),
  ];
}
