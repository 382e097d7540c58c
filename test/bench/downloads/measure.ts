import { join } from 'node:path';
import { temporaryFolder } from '../../launch/ending.ts';
import { run } from '../../launch/processes.ts';
import { startUntil } from '../../launch/ready.ts';
import { farFrom, type Line } from '../distance.ts';
import { atLeast, told, type Judged } from '../judged.ts';
import { median, spread } from '../statistics.ts';

const sideBySide = 4;
/** Each of four pictures. */
const jobs = 4;
/** The last is this computer itself, on which nobody has the service: it is for scale alone. */
const lines: readonly (Line & { readonly name: string; readonly least: number | null })[] = [
  { name: 'a line of 1 Gbit/s, 20 ms away', roundTrip: 20, rate: 125_000_000, least: 0.8 },
  { name: 'a line of 100 Mbit/s, 60 ms away', roundTrip: 60, rate: 12_500_000, least: 0.8 },
  { name: 'no line at all', roundTrip: 0, least: null },
];

export interface DownloadFigure {
  readonly line: string;
  /** Megabytes in a second, for each run. */
  readonly ours: readonly number[];
  readonly curl: readonly number[];
  /** The same for ours with each picture checked, all its pixels among it, and flushed to the disk. */
  readonly stored: readonly number[];
  /** The most connections of a run of ours. */
  readonly connections: number;
}

/** Pictures of eight megabytes, four side by side, beside curl on the same ones. */
export async function measureDownloads(
  runs: number,
  report: (line: string) => void,
): Promise<DownloadFigure[]> {
  const server = await startUntil(
    /^(\d+) bytes at (\S+)/,
    process.execPath,
    [join(import.meta.dirname, 'pictureServer.ts')],
    {},
  );
  const megabytes = (Number(server.match[1]) * sideBySide * jobs) / 1_000_000;
  const near = server.match[2]!;
  const figures: DownloadFigure[] = [];
  try {
    for (const line of lines) {
      const far = line.roundTrip === 0 ? null : await farFrom(near, line);
      const address = far?.url ?? near;
      const ours: number[] = [];
      const curl: number[] = [];
      const stored: number[] = [];
      let connections = 0;
      for (let at = 0; at < runs; at++) {
        await connectionsAt(near);
        const seconds = await ourSeconds(address);
        ours.push(megabytes / seconds.bytes);
        stored.push(megabytes / seconds.stored);
        connections = Math.max(connections, await connectionsAt(near));
        curl.push(megabytes / (await curlSeconds(address)));
        report(
          `${line.name}: ${last(ours)} MB/s, checked and on disk ${last(stored)} MB/s; curl ${last(curl)} MB/s`,
        );
      }
      figures.push({ line: line.name, ours, curl, stored, connections });
      await far?.close();
    }
    return figures;
  } finally {
    await server.process.stop();
  }
}

async function connectionsAt(address: string): Promise<number> {
  return Number(await (await fetch(`${address}/connections`)).text());
}

function last(figures: readonly number[]): string {
  return Math.round(figures.at(-1) ?? Number.NaN).toString();
}

async function ourSeconds(address: string): Promise<{ bytes: number; stored: number }> {
  const folder = temporaryFolder('downloads');
  try {
    const script = join(import.meta.dirname, 'ourDownloads.ts');
    const printed = await run(process.execPath, [script, address, String(jobs), folder.path]);
    const seconds = (name: string): number =>
      Number(new RegExp(`${name} in (\\S+) ms`).exec(printed)?.[1]) / 1000;
    return { bytes: seconds('bytes'), stored: seconds('stored') };
  } finally {
    folder.remove();
  }
}

async function curlSeconds(address: string): Promise<number> {
  const transfers = Array.from({ length: jobs * sideBySide }, (_, at) => [
    `${address}/${at}.png`,
    ...['--output', '/dev/null'],
  ]);
  const began = performance.now();
  await run('curl', [
    ...['--silent', '--show-error', '--fail', '--noproxy', '*'],
    ...['--parallel', '--parallel-max', String(sideBySide), ...transfers.flat()],
  ]);
  return (performance.now() - began) / 1000;
}

export function judgeDownloads(figures: readonly DownloadFigure[]): Judged[] {
  return figures.flatMap(({ line: name, ours, curl, stored, connections }) => [
    besideCurl(name, ours, median(curl)),
    told(`The same, checked and flushed to the disk, ${name}`, median(stored), ' MB/s', spread(stored)),
    {
      line: `Connections for ${2 * jobs * sideBySide} pictures, ${name}: ${connections} of at most ${sideBySide}`,
      isReached: connections <= sideBySide,
    },
  ]);
}

function besideCurl(name: string, ours: readonly number[], curl: number): Judged {
  const what = `Four pictures of 8 MB side by side, ${name}, in MB/s, beside curl`;
  const least = lines.find((line) => line.name === name)?.least ?? null;
  return least === null
    ? told(`${what}'s ${Math.round(curl)}`, median(ours), '', spread(ours))
    : atLeast(what, median(ours), curl, least);
}
