import { isWithin, onOneLine, rangesOf, type PictureReader } from './linkedPicture.ts';

const opaque =
  /\\%|(?<!\\)%[^\n]*|\\verb\*?([^\s\w*])(?:(?!\1)[^\n])*\1|\\lstinline(?:\[[^\]\n]*\])?([^\s\w[{])(?:(?!\2)[^\n])*\2|\\begin\{((?:[VBL]?[Vv]erbatim|lstlisting|minted|comment|filecontents)\*?)\}[\s\S]*?(?:\\end\{\3\}|$)/g;

/** Braces stand in each other at most three deep, as those of an alternative text do. */
const group = String.raw`\{(?:\\[\s\S]|[^{}\\]|\{(?:\\[\s\S]|[^{}\\]|\{(?:\\[\s\S]|[^{}\\])*\})*\})*\}`;
const command = new RegExp(
  String.raw`\\includegraphics\*?\s*(?:\[((?:(?!\\includegraphics)\\[\s\S]|[^\]{}\\]|${group})*)\]\s*)?(${group})`,
  'dg',
);
const alternative = new RegExp(String.raw`(?:^|,)\s*alt\s*=\s*(${group}|[^,{}]*)`);

/** `\includegraphics` with an `alt`; in comments and verbatim text it is none. */
export const readLatex: PictureReader = (text) => {
  const unread = rangesOf(text, opaque).filter(({ end, start }) => end - start > 2);
  return Array.from(text.matchAll(command)).flatMap((match) => {
    const [found, options = ''] = match;
    const [start, end] = match.indices?.[2] ?? [0, 0];
    if (isWithin(match.index, unread)) {
      return [];
    }
    const path = { start: start + 1, end: end - 1 };
    const altText = alternative.exec(options)?.[1] ?? '';
    return [
      {
        whole: { start: match.index, end: match.index + found.length },
        path,
        altText: onOneLine(plainOf(altText.startsWith('{') ? altText.slice(1, -1) : altText)),
        target: pathOf(text.slice(path.start, path.end)),
      },
    ];
  });
};

const named: Readonly<Record<string, string>> = {
  textbackslash: '\\',
  textasciitilde: '~',
  textasciicircum: '^',
};

function plainOf(text: string): string {
  return text.replaceAll(
    /\\(textbackslash|textasciitilde|textasciicircum)(?:\{\}|\s+|(?![a-zA-Z]))|\\([^a-zA-Z])|(?<=-)\{\}|~/g,
    (mark: string, name?: string, character?: string) =>
      named[name ?? ''] ?? character ?? (mark === '~' ? ' ' : ''),
  );
}

const letters: Readonly<Record<string, string>> = {
  hash: '#',
  percent: '%',
  left_brace: '{',
  right_brace: '}',
  backslash: '\\',
};

/** What TeX would read in its own way may be written as a command that expands to the letter. */
function pathOf(written: string): string {
  return written
    .trim()
    .replaceAll(
      /\\csname c_(\w+?)_str\\endcsname(\\space)? ?/g,
      (_, letter: string, blank?: string) => `${letters[letter] ?? ''}${blank === undefined ? '' : ' '}`,
    )
    .replaceAll('\\string^', '^')
    .replace(/^"(.*)"$/s, '$1');
}
