/** Languages whose paragraphs are prose; in all others a line is what the cursor means. */
const prose = new Set([
  'asciidoc',
  'html',
  'latex',
  'markdown',
  'mdx',
  'org',
  'plaintext',
  'quarto',
  'restructuredtext',
  'rmd',
  'tex',
  'typst',
]);

/** Whether a language is for words, so that blank lines part what is said. */
export function isProse(languageId: string): boolean {
  return prose.has(languageId);
}

/** The stretch of a text that a cursor without a selection means: its paragraph in prose, its line in code. */
export function paragraphAt(
  text: string,
  offset: number,
  languageId: string,
): { start: number; end: number } {
  const line = lineAt(text, offset);
  if (!isProse(languageId) || isBlank(text, line)) {
    return line;
  }
  let { start, end } = line;
  while (start > 0) {
    const before = lineAt(text, start - 1);
    if (isBlank(text, before)) {
      break;
    }
    start = before.start;
  }
  while (end < text.length) {
    const after = lineAt(text, end + 1);
    if (isBlank(text, after)) {
      break;
    }
    end = after.end;
  }
  return { start, end };
}

function lineAt(text: string, offset: number): { start: number; end: number } {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}

function isBlank(text: string, { start, end }: { start: number; end: number }): boolean {
  return text.slice(start, end).trim() === '';
}
