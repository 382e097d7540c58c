import { newLines } from '../newLines.ts';
import { restructuredTextLastLine } from '../restructuredTextBlocks.ts';
import { blockAt, isWholeBlock } from '../textBlocks.ts';
import { language, type Spot, type WrittenPicture } from './language.ts';

/** Docutils reads no line of more than 10,000 characters. */
const shortLine = /\S.{0,8000}(?!\S)|\S{1,8000}/gu;

/** Nor does it read longer definitions. */
const longestDefinition = 9_000;

export const restructuredText = language({
  path,
  // Options are not looked into for marks.
  altText: (text) => text,
  inline: ({ path: target }) => `|${nameOf(target)}|`,
  block: (picture) => directive(picture, '..'),
  trace: ({ path: target }) => `image:: ${target}`,
  spotAfter,
  instead: ({ text, endOfLine, range }, picture) => {
    if (isWholeBlock(text, range)) {
      const indentation = ' '.repeat(range.start - text.lastIndexOf('\n', range.start - 1) - 1);
      const lines = directive(picture, '..').map((line, at) => (at === 0 ? line : indentation + line));
      return [{ ...range, text: lines.join(endOfLine) }];
    }
    if (picture.altText.length > longestDefinition) {
      return null;
    }
    const [before, behind] = [text.slice(0, range.start).at(-1), text[range.end]];
    const inline = apartFrom(before) + restructuredText.inline(picture) + apartFrom(behind);
    // Within a line stands a name, and what it means behind the block.
    const definition = directive(picture, `.. ${restructuredText.inline(picture)}`);
    return [
      { ...range, text: inline },
      newLines({ text, endOfLine }, spotAfter(text, range.end), definition),
    ];
  },
});

function directive({ path: target, altText }: WrittenPicture, marker: string): string[] {
  const [first = '', ...others] = altText.match(shortLine) ?? [];
  return [`${marker} image:: ${target}`, `   :alt: ${first}`, ...others.map((line) => `     ${line}`)];
}

function spotAfter(text: string, offset: number): Spot {
  const { end } = blockAt(text, offset, restructuredTextLastLine);
  return { at: end, before: '', behind: '', apart: true };
}

/** A name is only seen between blanks or some of the marks; an escaped blank is one, and is not shown. */
function apartFrom(neighbour: string | undefined): string {
  return neighbour === undefined || /\s/.test(neighbour) ? '' : '\\ ';
}

/** A name for a path, with nothing in it that could end it. */
function nameOf(target: string): string {
  return target.replaceAll(/[^\p{L}\p{N}./-]+/gu, '-').replace(/^\W+|\W+$/gu, '') || 'image';
}

/**
 * Of a URI, which it is to the one half of the tools, only what changes it is encoded: to the other half it is the
 * path of a file.
 */
function path(relative: string): string {
  const encoded = relative.replaceAll(
    /[%#?\\]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const safe = /^[^/]*:(?!\/\/)/.test(encoded) ? `./${encoded}` : encoded;
  return safe.replaceAll(/\s/g, '\\ ');
}
