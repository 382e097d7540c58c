import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectFolder } from '../launch/project.ts';
import type { ActivationFigures } from './activation.ts';
import type { DownloadFigure } from './downloads/measure.ts';
import type { FirstPictureFigures } from './firstPicture.ts';
import type { LatenessFigure } from './lateness/measure.ts';
import type { ScaleFigures } from './scale.ts';
import { median } from './statistics.ts';

/** What a run has measured of each part. */
export interface Results {
  readonly lateness: readonly LatenessFigure[];
  readonly activation: ActivationFigures;
  readonly firstPicture: FirstPictureFigures;
  readonly downloads: readonly DownloadFigure[];
  readonly scale: ScaleFigures;
}

const readme = join(projectFolder, 'README.md');
const between = /(<!-- figures: npm run bench -- --readme -->\n)[^]*?(<!-- end of figures -->)/;
/** As far away as a service of the same continent. */
const shownRoundTrip = 60;

const introduction = `## How fast

The model takes seconds; what is added to them should not be felt. \`npm run bench\` measures it, on one computer in one run,
with the local RunComfy at a distance of ${shownRoundTrip} ms; beside it, on the same jobs, the npm clients of two other
services with their own defaults, and loops at the intervals of RunComfy's own clients.`;

/** Puts the figures of a whole run into the README, between its two marks. */
export async function writeReadmeFigures(results: Results): Promise<void> {
  if (!existsSync(readme)) throw new Error('There is no README.md.');
  const text = readFileSync(readme, 'utf8');
  if (!between.test(text)) throw new Error('README.md has no marks for the figures.');
  const filled = text.replace(
    between,
    (_, begin: string, end: string) => `${begin}\n${figuresOf(results)}\n\n${end}`,
  );
  const options = await resolveConfig(readme);
  writeFileSync(readme, await format(filled, { ...options, filepath: readme }));
}

function figuresOf({ lateness, activation, firstPicture, downloads, scale }: Results): string {
  const near = lateness.filter(({ roundTrip }) => roundTrip === shownRoundTrip);
  const clients = [...new Set(near.map(({ client }) => client))];
  const rows = [...Map.groupBy(near, ({ workload }) => workload)].map(([workload, figures]) => [
    `Jobs of ${workload}`,
    ...clients.map((client) => {
      const found = figures.find((figure) => figure.client === client);
      return found === undefined
        ? ''
        : `${Math.round(median(found.lateness))} ms, ${found.requests.toFixed(1)} requests`;
    }),
  ]);
  const [fast] = downloads;
  const { empty, entry, vsix } = activation;
  return [
    introduction,
    '',
    table([`Late by, ${shownRoundTrip} ms away`, ...clients], rows),
    '',
    [
      `- At the editor's start, with nothing pending: ${median(empty.ours)} ms, where VS Code's own Merge Conflict takes`,
      `${median(empty.theirs)} ms. ${Math.round(entry)} KB are read; all of the extension is ${Math.round(vsix)} KB.`,
    ].join(' '),
    `- A picture is painted in the open gallery ${Math.round(median(firstPicture.painted))} ms after its last byte is on disk.`,
    fast === undefined
      ? ''
      : `- Four pictures of 8 MB side by side, over ${fast.line}, come at ${(median(fast.ours) / median(fast.curl)).toFixed(2)} of curl's speed.`,
    [
      `- With 10,000 pictures the gallery opens in ${Math.round(median(scale.openingMany))} ms; with 100, in`,
      `${Math.round(median(scale.openingFew))} ms.`,
    ].join(' '),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
