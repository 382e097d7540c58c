import type { MarkdownIt, StateBlock } from 'markdown-it';

const label = /^\[\^[^\]\s]+\]:/;

/** A line's columns, which markdown-it moves behind the marker while it reads what the marker holds. */
const columns = ['bMarks', 'tShift', 'sCount'] as const;

/**
 * Footnotes as GitHub has them: what is behind the label, and what is indented below it, belongs together. They end no
 * paragraph, since the editor's own preview knows none: behind both is right in either.
 */
export function footnoteBlock(markdown: MarkdownIt): void {
  markdown.block.ruler.before('reference', 'footnote', (state, startLine, endLine, silent) => {
    const start = at(state.bMarks, startLine) + at(state.tShift, startLine);
    const line = state.src.slice(start, state.eMarks[startLine]);
    const marker = label.exec(line)?.[0];
    if (marker === undefined || silent || at(state.sCount, startLine) - state.blkIndent >= 4) {
      return false;
    }
    const kept = columns.map((name) => at(state[name], startLine));
    const { parentType, blkIndent } = state;
    const blanks = /^[ \t]*/.exec(line.slice(marker.length))?.[0].length ?? 0;
    state.bMarks[startLine] = start + marker.length;
    state.tShift[startLine] = blanks;
    // The words begin where those of the next lines must.
    state.sCount[startLine] = blkIndent + 4;
    state.blkIndent = blkIndent + 4;
    state.parentType = 'blockquote';
    const lines: [number, number] = [startLine, 0];
    state.push('footnote_open', 'section', 1).map = lines;
    tokenize(state, startLine, endLine);
    state.push('footnote_close', 'section', -1);
    lines[1] = state.line;
    Object.assign(state, { parentType, blkIndent });
    columns.forEach((name, index) => {
      state[name][startLine] = at(kept, index);
    });
    return true;
  });
}

/** A marker alone holds nothing, and its line is read all the same. */
function tokenize(state: StateBlock, startLine: number, endLine: number): void {
  state.md.block.tokenize(state, startLine, endLine);
  state.line = Math.max(state.line, startLine + 1);
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
