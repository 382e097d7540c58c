import { onOneLine, type LinkedPicture, type PictureReader } from './linkedPicture.ts';
import { filePathOf, pathLength } from './urlPath.ts';

const directive = /^(\s*)(?:[-*+]\s+)?\.\.\s+(?:\|[^|]+\|\s+)?(?:image|figure)::(?:\s+|$)(.*)$/;
const option = /^\s+:([\w-]+):\s*(.*)$/;
/** What holds text that is not read: code, raw text, comments. */
const opaqueDirective =
  /^\s*\.\.\s+(?:code|code-block|sourcecode|parsed-literal|raw|math|highlight|literalinclude|only::none)::/;
const comment = /^\s*\.\.(?:\s+(?!\[|_|\||[\w-]+(?::[\w-]+)*::)|$)/;

interface Line {
  readonly start: number;
  readonly text: string;
}

export const readRestructuredText: PictureReader = (text) => {
  const lines = linesOf(text);
  const pictures: LinkedPicture[] = [];
  /** Lines that stand deeper than this are not read. */
  let opaque: number | null = null;
  for (const [at, line] of lines.entries()) {
    const depth = indentationOf(line.text);
    if (depth === null || (opaque !== null && depth > opaque)) {
      continue;
    }
    opaque = null;
    const match = directive.exec(line.text);
    if (match !== null) {
      pictures.push(pictureAt(lines, at, depth, match));
    } else if (isOpaque(line.text)) {
      opaque = depth;
    }
  }
  return pictures;
};

function isOpaque(line: string): boolean {
  return (
    opaqueDirective.test(line) ||
    comment.test(line) ||
    (line.trimEnd().endsWith('::') && !/^\s*\.\.\s/.test(line))
  );
}

function pictureAt(
  lines: readonly Line[],
  at: number,
  depth: number,
  [, indentation = '', path = '']: RegExpExecArray,
): LinkedPicture {
  const line = lines[at] ?? { start: 0, text: '' };
  const { altText, end } = altTextBelow(lines, at, depth);
  const start = line.start + line.text.length - path.length;
  // An escaped blank is a part of the path.
  const written = path.replace(/(?<!\\)\s+$/, '');
  return {
    whole: { start: line.start + indentation.length, end },
    path: { start, end: start + pathLength(written) },
    altText: onOneLine(altText),
    target: filePathOf(written.replaceAll(/\\(\s)/g, (_, blank: string) => encodeURIComponent(blank))),
  };
}

/** The option `:alt:`, with the deeper lines that it goes on in. */
function altTextBelow(lines: readonly Line[], at: number, depth: number): { altText: string; end: number } {
  let altText = '';
  let name: string | null = null;
  let end = endOf(lines[at]);
  for (const line of lines.slice(at + 1, at + 1000)) {
    const found = option.exec(line.text);
    if (
      /^\s*$/.test(line.text) ||
      (indentationOf(line.text) ?? 0) <= depth ||
      (found === null && name === null)
    ) {
      break;
    }
    end = endOf(line);
    name = found?.[1]?.toLowerCase() ?? name;
    altText += name === 'alt' ? ` ${found?.[2] ?? line.text}` : '';
  }
  return { altText, end };
}

function endOf(line: Line | undefined): number {
  return line === undefined ? 0 : line.start + line.text.length;
}

/** Null for a blank line. */
function indentationOf(line: string): number | null {
  const found = line.search(/\S/);
  return found < 0 ? null : found;
}

function linesOf(text: string): Line[] {
  return Array.from(text.matchAll(/[^\r\n]*(?:\r?\n|\r|$)/g), ({ 0: found, index }) => ({
    start: index,
    text: found.replace(/[\r\n]+$/, ''),
  }));
}
