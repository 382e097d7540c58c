import { htmlOf, picturesIn } from '../../unit/documents/rendered.ts';
import { pathOf, type FoundPicture, type Reader } from '../reader.ts';
import { tool } from '../tools.ts';
import { walk } from './web.ts';

const pictureAlone = /<p><img[^>]*><\/p>\n/g;

/** With the settings of the editor's own preview. */
export const markdown: Reader = {
  languageIds: ['markdown'],
  tool: 'markdown-it',
  from: 'npm',
  read: (document) => ({
    pictures: picturesIn(document).map(({ src, alt }) => ({ path: pathOf(encodeURI(src)), altText: alt })),
    rest: htmlOf(document).replaceAll(pictureAlone, ''),
  }),
};

interface MdxProcessor {
  parse: (text: string) => { children: unknown[] };
}

export const mdx: Reader = {
  languageIds: ['mdx'],
  tool: '@mdx-js/mdx',
  from: 'npm',
  read: (document) => {
    const { createProcessor, compileSync } = tool('@mdx-js/mdx') as {
      createProcessor: () => MdxProcessor;
      compileSync: (text: string) => unknown;
    };
    const pictures: FoundPicture[] = [];
    walk(createProcessor().parse(document), (node) => {
      if (node.type === 'image') {
        pictures.push({ path: pathOf(String(node['url'])), altText: String(node['alt']) });
      }
    });
    compileSync(document);
    return { pictures, rest: null };
  },
};
