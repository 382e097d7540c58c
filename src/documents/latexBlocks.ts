import type { Spot } from './languages/language.ts';
import { indentationAt, lineEnd, lineStart } from './lines.ts';
import { blockAt, isBlank } from './textBlocks.ts';

const verbatim = /^(?:[Vv]erbatim|BVerbatim|LVerbatim|lstlisting|minted|comment|filecontents)\*?$/;

/** Behind the paragraph or the outermost environment that holds an offset, within the body of the document. */
export function latexSpot(text: string, offset: number): Spot {
  const begin = text.search(/^[^%\n]*\\begin\{document\}/m);
  const end = text.search(/^[^%\n]*\\end\{document\}/m);
  const around = { behind: '', apart: true };
  if (begin >= 0 && offset <= lineEnd(text, begin)) {
    return { ...around, at: lineEnd(text, begin), before: '' };
  }
  const last = lineEnd(text, Math.max(end < 0 ? text.length : lineStart(text, end) - 1, 0));
  const block = blockAt(text, Math.min(offset, last), lastLine);
  return { ...around, at: block.end, before: indentationAt(text, block.start) };
}

function lastLine(lines: readonly string[], first: number): number {
  let depth = 0;
  let opaque: string | null = null;
  for (let at = first; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const close = opaque === null ? -1 : line.indexOf(`\\end{${opaque}}`);
    if (opaque !== null && close < 0) {
      continue;
    }
    const deep = depthOf(line.slice(Math.max(close, 0)), depth);
    depth = deep.depth;
    opaque = deep.opaque;
    const next = lines[at + 1] ?? '';
    const ends = isBlank(next) || /^[^%]*\\end\{document\}/.test(next) || line.includes('\\begin{document}');
    if (opaque === null && depth <= 0 && ends) {
      return at;
    }
  }
  return lines.length - 1;
}

/** How deep in groups and environments a line ends, and in which environment whose text is not read. */
function depthOf(line: string, before: number): { depth: number; opaque: string | null } {
  let depth = before;
  let opaque: string | null = null;
  for (const [token, kind, name] of line.matchAll(/\\(begin|end)\{([^}]*)\}|\\.|%.*|[{}]/g)) {
    if (kind === 'begin' && name !== 'document') {
      depth++;
      opaque = verbatim.test(name ?? '') ? (name ?? null) : opaque;
    } else if (kind === 'end' && name !== 'document') {
      depth--;
      opaque = null;
    } else if (token === '{') {
      depth++;
    } else if (token === '}') {
      depth--;
    }
  }
  return { depth, opaque };
}
