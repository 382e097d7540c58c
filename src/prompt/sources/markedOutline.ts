import { frontMatterLength } from '../../frontMatter.ts';
import type { Heading, Outline, Stretch } from './promptSource.ts';
import { joined, outside } from './stretches.ts';

/**
 * A language whose headings are told by marks of their own. What is left out and never closed reaches to the end: so
 * no search is repeated, however often it is opened.
 */
interface Marks {
  /** Its groups: `mark`, which tells the level, and `words`. */
  readonly heading: RegExp;
  readonly level: (mark: string) => number;
  readonly leftOut: readonly RegExp[];
}

const byLength = (mark: string): number => mark.length;
const latexLevels = [
  'part',
  'chapter',
  'section',
  'subsection',
  'subsubsection',
  'paragraph',
  'subparagraph',
];

const html: Marks = {
  heading: /<h(?<mark>[1-6])\b[^>]*>(?<words>[\s\S]{0,500}?)<\/h\k<mark>\s*>/gi,
  level: Number,
  leftOut: [/<(head|pre|code|script|style)(?![a-z0-9-])[\s\S]*?(?:<\/\1\s*>|$)/gi],
};

const asciiDoc: Marks = {
  heading: /^(?<mark>={1,6})[ \t]+(?<words>\S.*)$/gm,
  level: byLength,
  leftOut: [
    /^(-{4,}|\.{4,}|\/{4,}|\+{4,}|`{3,})[^\n]*\n(?:[\s\S]*?(?:^\1[ \t]*$|(?![\s\S])))/gm,
    /^:!?[\w-]+!?:.*$/gm,
    /^\[.*\][ \t]*$/gm,
    /^\/\/.*$/gm,
    /^\w+::[^\s[]*\[.*\][ \t]*$/gm,
  ],
};

const latex: Marks = {
  heading:
    /\\(?<mark>part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?(?:\[[^\]\n]*\])?\{(?<words>[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\}/g,
  level: (mark) => latexLevels.indexOf(mark) + 1,
  leftOut: [
    /^[\s\S]*?\\begin\{document\}/g,
    /\\end\{document\}[\s\S]*$/g,
    /\\begin\{(verbatim|lstlisting|minted|comment|tikzpicture|equation|align|math|displaymath)(\*?)\}[\s\S]*?(?:\\end\{\1\2\}|$)/g,
    /(?<!\\)%.*$/gm,
    /\\(?:label|cite\w*|includegraphics|usepackage|input|include|bibliography\w*)\*?(?:\[[^\]\n]*\])*\{[^{}\n]*\}/g,
  ],
};

const typst: Marks = {
  heading: /^(?<mark>={1,6})[ \t]+(?<words>\S.*)$/gm,
  level: byLength,
  leftOut: [
    /(`{3,})[\s\S]*?(?:\1|$)/g,
    /^[ \t]*#(?:set|show|let|import|include)\b.*$/gm,
    /(?<!:)\/\/.*$/gm,
    /\/\*[\s\S]*?(?:\*\/|$)/g,
  ],
};

const org: Marks = {
  heading: /^(?<mark>\*+)[ \t]+(?<words>\S.*)$/gm,
  level: byLength,
  leftOut: [
    /^[ \t]*#\+begin_(src|example|comment|export)\b[\s\S]*?(?:^[ \t]*#\+end_\1.*$|(?![\s\S]))/gim,
    /^[ \t]*#\+\w+:.*$/gm,
    /^[ \t]*:PROPERTIES:[ \t]*$[\s\S]*?(?:^[ \t]*:END:[ \t]*$|(?![\s\S]))/gm,
    /^[ \t]*# .*$/gm,
  ],
};

const languages: ReadonlyMap<string, Marks> = new Map([
  ...['html', 'vue', 'vue-html', 'svelte', 'astro', 'handlebars', 'angular', 'php', 'xml'].map(
    (id) => [id, html] as const,
  ),
  ['asciidoc', asciiDoc],
  ['latex', latex],
  ['tex', latex],
  ['typst', typst],
  ['org', org],
]);

/** Null for languages that have no such headings. */
export function markedOutline(text: string, languageId: string): Outline | null {
  const marks = languages.get(languageId);
  if (marks === undefined) {
    return null;
  }
  const first = frontMatterLength(text);
  const leftOut = joined([
    ...(first === 0 ? [] : [{ start: 0, end: first }]),
    ...marks.leftOut.flatMap((pattern) => Array.from(text.matchAll(pattern), stretchOf)),
  ]);
  const headings = Array.from(text.matchAll(marks.heading), (found): Heading => ({
    ...stretchOf(found),
    level: marks.level(found.groups?.['mark'] ?? ''),
    words: found.groups?.['words'] ?? '',
  }));
  return { headings: headings.filter(outside(leftOut)), leftOut };
}

function stretchOf(found: RegExpExecArray): Stretch {
  return { start: found.index, end: found.index + found[0].length };
}
