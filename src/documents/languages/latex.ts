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

/** What TeX would read in its own way, as a command that expands to the letter. */
function path(relative: string): string {
  return relative.replaceAll(
    /[#%{}\\]|\^(?=\^)|(?<=\^)\^/g,
    (mark) => `\\csname @gobble\\expandafter\\endcsname\\string\\${mark}`,
  );
}
