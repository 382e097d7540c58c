import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { resultsFolder } from '../../launch/project.ts';
import { until } from '../../launch/until.ts';
import { findFaults } from './pageFaults.ts';
import type { Workbench } from './workbench.ts';

const themes = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'high contrast dark': 'Dark High Contrast',
  'high contrast light': 'Light High Contrast',
} as const;

/** Themes change colours and borders, widths change what stands where: each is looked at beside the usual one of the other. */
const usualWidth = 640;
const usualTheme = 'light';
const widths = [320, usualWidth, 1400] as const;
/** `npm run looks` looks at every width in every theme. */
const all = process.env['Z_IMAGE_ALL_LOOKS'] === '1';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = join(resultsFolder, 'looks');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/**
 * Looks at the gallery in every theme, and at every width: leaves a picture of each for a person, and gives what a
 * script can find (axe's findings, text that is cut off, what overlaps, what sticks out).
 */
export async function lookAt(state: string, workbench: Workbench): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const { page } = workbench;
  const faults: string[] = [];
  for (const [name, theme] of Object.entries(themes)) {
    await workbench.chooseTheme(theme);
    const isWhole = all || name === usualTheme;
    for (const width of isWhole ? widths : [usualWidth]) {
      await setWidth(workbench, width);
      const frame = await galleryFrame(workbench);
      await page.screenshot({ path: join(folder, `${state}, ${name}, ${width}.png`) });
      const found = await frame.evaluate(findFaults);
      const violations = width === usualWidth ? await violationsIn(frame) : [];
      faults.push(...[...found, ...violations].map((fault) => `${state}, ${name}, ${width}: ${fault}`));
    }
  }
  await page.setViewportSize({ width: 1400, height: 900 });
  return faults;
}

/** So wide is the gallery's page itself, without the editor around it. */
async function setWidth(workbench: Workbench, width: number): Promise<void> {
  const { page } = workbench;
  const inner = await (await galleryFrame(workbench)).evaluate('window.innerWidth');
  const outer = page.viewportSize()?.width ?? 0;
  await page.setViewportSize({ width: outer - Number(inner) + width, height: 900 });
  await until(`a gallery of ${width} pixels`, async () => {
    const found = Number(await (await galleryFrame(workbench)).evaluate('window.innerWidth'));
    return Math.abs(found - width) <= 1 ? true : undefined;
  });
}

async function galleryFrame(workbench: Workbench): Promise<Frame> {
  const handle = await workbench.webview().locator('main').elementHandle();
  const frame = await handle.ownerFrame();
  if (frame === null) throw new Error('The gallery is not open.');
  return frame;
}

async function violationsIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  const results: AxeResults = await frame.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `axe ${id}: ${html.slice(0, 200)}`),
  );
}
