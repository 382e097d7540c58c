import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../launch/ending.ts';
import { run } from '../../launch/processes.ts';
import type { Reader } from '../reader.ts';
import { onePixel } from './onePixel.ts';

/** The text is written down as it would stand in the PDF; the files are those that TeX says it opened. */
const preamble = String.raw`\documentclass{article}
\usepackage{graphicx}
\usepackage[unicode]{hyperref}
\makeatletter
\newwrite\alts \immediate\openout\alts=\jobname.alts
\define@key{Gin}{alt}{\pdfstringdef\x{#1}\immediate\write\alts{\x}}
\makeatother
\setlength{\textwidth}{5cm}
\title{Fox}
\begin{document}
`;

export const latex: Reader = {
  languageIds: ['latex'],
  tool: 'pdflatex',
  from: 'debian',
  wrap: (body) => `${preamble}\n${body}\\end{document}\n`,
  // TeX drops quotes and blanks from the names of files, and its search for files reads variables and braces.
  canName: (path) => !/["{}$]| {2}|(?:^|\/) | (?:\/|$)/.test(path),
  read: async (document, files) => {
    const folder = temporaryFolder('latex');
    const own = join(folder.path, 'a', 'b');
    try {
      mkdirSync(own, { recursive: true });
      for (const file of files) {
        mkdirSync(dirname(join(own, file)), { recursive: true });
        writeFileSync(join(own, file), onePixel);
      }
      writeFileSync(join(own, 'fox.tex'), document);
      const environment = { ...process.env, max_print_line: '100000' };
      const options = ['-interaction=nonstopmode', '-halt-on-error', '-recorder'];
      await run('pdflatex', [...options, 'fox.tex'], { folder: own, environment }).catch((error: unknown) => {
        throw new Error(/^!.*/ms.exec(String(error))?.[0], { cause: error });
      });
      const opened = readFileSync(join(own, 'fox.fls'), 'utf8').matchAll(/^INPUT (.*\.png)$/gm);
      const paths = [...new Set(Array.from(opened, ([, path]) => path!.replace(/^\.\//, '')))];
      const texts = readFileSync(join(own, 'fox.alts'), 'latin1').trimEnd().split('\n').map(fromPdf);
      if (paths.length !== texts.length) throw new Error(`${paths.length} files, ${texts.length} texts`);
      return { pictures: paths.map((path, at) => ({ path, altText: texts[at]! })), rest: null };
    } finally {
      folder.remove();
    }
  },
};

/** A string of a PDF, which is UTF-16 with its bytes in octal. */
function fromPdf(text: string): string {
  const bytes = Array.from(text.matchAll(/\\([0-7]{3})|\\?([\s\S])/g), ([, octal, character]) =>
    octal === undefined ? character!.charCodeAt(0) : Number.parseInt(octal, 8),
  );
  return Buffer.from(bytes.slice(2)).swap16().toString('utf16le');
}
