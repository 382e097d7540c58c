import { median } from '../statistics.ts';
import type { LatenessFigure } from './measure.ts';

const width = 860;
const labels = 150;
const bar = 16;
const gap = 5;
const heading = 34;
const colours = ['#3b82f6', '#94a3b8', '#a8a29e', '#cbd5e1', '#d6d3d1', '#e2e8f0'];

/** Bars of how late each client has a result, in the median, one block for each kind of job and distance; as SVG. */
export function chartOf(figures: readonly LatenessFigure[]): string {
  const blocks = Map.groupBy(figures, ({ workload, roundTrip }) => `${workload}, ${roundTrip} ms away`);
  const longest = Math.max(...figures.map(({ lateness }) => median(lateness)));
  const scale = (width - labels - 90) / longest;
  let y = 0;
  const drawn = [...blocks].flatMap(([name, block]) => {
    const title = `<text x="8" y="${y + heading - 10}" font-weight="600">${name}</text>`;
    y += heading;
    const bars = block.map(({ client, lateness }, at) => {
      const late = median(lateness);
      const line = [
        `<text x="${labels - 8}" y="${y + bar - 4}" text-anchor="end">${client}</text>`,
        `<rect x="${labels}" y="${y}" width="${(late * scale).toFixed(1)}" height="${bar}" fill="${colours[at] ?? '#ccc'}"/>`,
        `<text x="${(labels + late * scale + 6).toFixed(1)}" y="${y + bar - 4}">${Math.round(late)} ms</text>`,
      ];
      y += bar + gap;
      return line.join('');
    });
    return [title, ...bars];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + gap}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}
