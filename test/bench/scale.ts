import type { Frame } from 'playwright-core';
import { GalleryPage } from '../e2e/support/gallery.ts';
import { startScene, type Scene } from '../e2e/support/scene.ts';
import { until } from '../launch/until.ts';
import { heapOf } from './hostHeap.ts';
import { fillHistory } from './longHistory.ts';
import { median, spread } from './statistics.ts';

const few = 100;
const many = 10_000;
const megabyte = 1024 * 1024;
/** At sixty frames in a second, twenty screens go by in it. */
const pixelsPerFrame = 300;

interface Scrolled {
  readonly nodes: number;
  readonly longestTask: number;
  readonly isDone: boolean;
}

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
    await open(scene);
    for (const count of [few, many]) {
      await fillHistory(scene.vscode.globalStorage, count);
      for (let run = 0; run < runs; run++) {
        const heapBefore = await freshHost(scene);
        const opening = await open(scene);
        if (count === few) {
          openingFew.push(opening);
        } else {
          openingMany.push(opening);
          const scrolled = await scrollThrough(scene);
          nodes.push(scrolled.nodes);
          longestTask.push(scrolled.longestTask);
          const heapAfter = await heapOf(await scene.vscode.extensionHostId());
          heapGrowth.push((heapAfter - heapBefore) / megabyte);
        }
        report(`${count} records, run ${run + 1}: opened in ${Math.round(opening)} ms`);
        await scene.workbench.runCommand('View: Close All Editors');
      }
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

/** Milliseconds from the command to the first picture painted. */
async function open({ workbench }: Scene): Promise<number> {
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

async function galleryFrame(workbench: Scene['workbench']): Promise<Frame> {
  const main = new GalleryPage(workbench).main;
  await main.waitFor({ state: 'attached' });
  const frame = await (await main.elementHandle({ timeout: 10_000 })).ownerFrame();
  if (frame === null) throw new Error('The gallery is not open.');
  return frame;
}

/**
 * As fast as a person turns a wheel, until nothing more comes. The editor's own window may share the page's thread; what
 * keeps that thread busy for the window alone is not the page's.
 */
async function scrollThrough({ workbench }: Scene): Promise<{ nodes: number; longestTask: number }> {
  const frame = await galleryFrame(workbench);
  await frame.evaluate(`
    window.seen = { nodes: 0, longestTask: 0, isDone: false };
    new PerformanceObserver((list) => {
      const own = list.getEntries().filter(({ name }) => name === 'self');
      window.seen.longestTask = Math.max(window.seen.longestTask, ...own.map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    let quiet = 0;
    const turn = () => {
      window.scrollBy(0, ${pixelsPerFrame});
      window.seen.nodes = Math.max(window.seen.nodes, document.querySelectorAll('*').length);
      const isEnd = document.querySelector('.more') === null &&
        window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
      quiet = isEnd ? quiet + 1 : 0;
      window.seen.isDone = quiet > 30;
      if (!window.seen.isDone) requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn);
  `);
  const ask = async (): Promise<Scrolled | undefined> => {
    const seen: Scrolled = await frame.evaluate('window.seen');
    return seen.isDone ? seen : undefined;
  };
  return until('the end of the history', ask, 10 * 60_000);
}

/** A line for each figure, and whether it is within its limit. */
export function judgeScale(figures: ScaleFigures): { readonly line: string; readonly isReached: boolean }[] {
  const ratio = median(figures.openingMany) / median(figures.openingFew);
  return [
    {
      line:
        `Gallery opened, ${few} records: ${Math.round(median(figures.openingFew))} ms (${spread(figures.openingFew)}), ` +
        `${many} records: ${Math.round(median(figures.openingMany))} ms (${spread(figures.openingMany)}), ` +
        `ratio ${ratio.toFixed(2)} of at most ${limits.openingRatio}`,
      isReached: ratio <= limits.openingRatio,
    },
    {
      line: `Elements in the page while scrolled through: ${median(figures.nodes)} (${spread(figures.nodes)}) of at most ${limits.nodes}`,
      isReached: median(figures.nodes) <= limits.nodes,
    },
    {
      line: `Longest task of the page while scrolled through: ${median(figures.longestTask)} ms (${spread(figures.longestTask)}) of at most ${limits.longestTask}`,
      isReached: median(figures.longestTask) <= limits.longestTask,
    },
    {
      line: `Growth of the extension host's heap: ${median(figures.heapGrowth).toFixed(1)} MB (${spread(figures.heapGrowth)}) of at most ${limits.heapGrowth}`,
      isReached: median(figures.heapGrowth) <= limits.heapGrowth,
    },
  ];
}
