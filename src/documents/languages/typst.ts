import { blockAt } from '../textBlocks.ts';
import { typstLastLine, typstModeAt } from '../typstBlocks.ts';
import { language, type WrittenPicture } from './language.ts';

export const typst = language({
  path: quoted,
  altText: quoted,
  inline: (picture) => `#${call(picture)}`,
  trace: call,
  spotAfter: (text, offset) => ({
    at: blockAt(text, offset, typstLastLine).end,
    before: '',
    behind: '',
    apart: true,
  }),
  instead: ({ text, range }, picture) => {
    switch (typstModeAt(text, range.start)) {
      case 'markup':
        return [{ ...range, text: typst.inline(picture) }];
      case 'code':
        return [{ ...range, text: call(picture) }];
      case 'string':
        return null;
    }
  },
});

function call({ path, altText }: WrittenPicture): string {
  return `image("${path}", alt: "${altText}")`;
}

function quoted(text: string): string {
  return text.replaceAll(/[\\"]/g, '\\$&');
}
