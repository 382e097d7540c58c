import { orgLastLine } from '../orgBlocks.ts';
import { blockAt, isWholeBlock } from '../textBlocks.ts';
import { language } from './language.ts';

export const org = language({
  path,
  // What looks like a key would end the text, and nothing escapes it. A blank that is none to Org keeps it.
  altText: (text) => text.replaceAll(/(^| ):(?=\S)/g, '\u00a0:'),
  // Within a line there is no place for a text: as a description, it would be shown instead of the picture.
  inline: ({ path: target }) => `[[file:${target}]]`,
  block: (picture) => [
    ...(picture.altText === '' ? [] : [`#+ATTR_HTML: :alt ${picture.altText}`]),
    org.inline(picture),
  ],
  spotAfter: (text, offset) => ({
    at: blockAt(text, offset, orgLastLine).end,
    before: '',
    behind: '',
    apart: true,
  }),
  instead: ({ text, endOfLine, range }, picture) => {
    const lines = isWholeBlock(text, range) ? org.block(picture) : [org.inline(picture)];
    return [{ ...range, text: lines.join(endOfLine) }];
  },
});

/** What ends the link, or changes the address that it becomes on a page. */
function path(relative: string): string {
  return relative.replaceAll(
    /[%#?\\[\]"<>|]|(?<=:):|^ | $/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
