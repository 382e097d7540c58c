import { latexSpot } from '../latexBlocks.ts';
import { language } from './language.ts';

export const latex = language({
  path,
  altText,
  // Without a width, a picture of a thousand pixels is wider than the page.
  inline: ({ path: target, altText: alternative }) =>
    `\\includegraphics[width=\\linewidth,alt={${alternative}}]{${target}}`,
  spotAfter: latexSpot,
  // No TeX reads WebP.
  formats: ['png', 'jpeg'],
});

const named: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  // Two together would be a dash.
  '-': '-{}',
};

function altText(text: string): string {
  return text.replaceAll(/[\\{}$&#%_~^]|-(?=-)/g, (mark) => named[mark] ?? `\\${mark}`);
}

const letters: Readonly<Record<string, string>> = {
  '#': 'hash',
  '%': 'percent',
  '{': 'left_brace',
  '}': 'right_brace',
  '\\': 'backslash',
};

/** What means something to TeX, as a command of LaTeX that expands to the letter alone. */
function path(relative: string): string {
  return (
    relative
      // A blank behind a command is no blank.
      .replaceAll(
        /([#%{}\\])( ?)/g,
        (_, mark: string, blank: string) =>
          `\\csname c_${letters[mark] ?? ''}_str\\endcsname${blank === '' ? '' : '\\space'} `,
      )
      .replaceAll(/\^(?=\^)|(?<=\^)\^/g, '\\string^')
      // Else it would be the person's own folder, a program to run, or a name in quotes.
      .replace(/^(?=[~`|"])/, './')
  );
}
