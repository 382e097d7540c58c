import { createRequire } from 'node:module';
import path from 'node:path';
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

/** Kept fonts, so that the same letters are drawn on every machine. */
const scripts = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese', 'devanagari'];
const fonts = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans/package.json')),
  'files',
);

for (const script of scripts) {
  GlobalFonts.registerFromPath(
    path.join(fonts, `noto-sans-${script}-400-normal.woff2`),
    `Kept Sans ${script}`,
  );
}

const family = [...scripts.map((script) => `"Kept Sans ${script}"`), 'sans-serif'].join(', ');

export function font(pixels: number): string {
  return `${Math.round(pixels)}px ${family}`;
}

/** The text in lines that fit; what is too long ends in an ellipsis. */
export function wrap(context: SKRSContext2D, words: string, width: number, most: number): readonly string[] {
  const lines: string[] = [];
  const rest = pieces(context, words, width);
  for (let line = rest.shift(); line !== undefined;) {
    const next = rest.shift();
    if (next !== undefined && context.measureText(`${line} ${next}`).width <= width) {
      line = `${line} ${next}`;
      continue;
    }
    lines.push(line);
    line = next;
    if (lines.length === most && line !== undefined) {
      lines.push(cut(context, lines.pop() ?? '', width));
      break;
    }
  }
  return lines;
}

/** Words, and a word that is wider than a line in parts that are not. */
function pieces(context: SKRSContext2D, words: string, width: number): string[] {
  return words
    .slice(0, 2_000)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const parts: string[] = [''];
      for (const character of word) {
        const longer = (parts.pop() ?? '') + character;
        if (context.measureText(longer).width <= width) parts.push(longer);
        else parts.push(longer.slice(0, -character.length), character);
      }
      return parts;
    });
}

function cut(context: SKRSContext2D, line: string, width: number): string {
  let kept = Array.from(line);
  while (kept.length > 0 && context.measureText(`${kept.join('')}…`).width > width) kept = kept.slice(0, -1);
  return `${kept.join('').trimEnd()}…`;
}
