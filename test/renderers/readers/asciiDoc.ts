import type { Reader } from '../reader.ts';
import { tool } from '../tools.ts';
import { readHtml } from './htmlPictures.ts';

interface Asciidoctor {
  convert: (text: string, options: object) => Promise<string>;
}

export const asciiDoc: Reader = {
  languageIds: ['asciidoc'],
  tool: '@asciidoctor/core',
  from: 'npm',
  read: async (document) => {
    const { convert } = tool('@asciidoctor/core') as Asciidoctor;
    const page = await convert(document, { safe: 'safe', standalone: false });
    return readHtml(page, (name) => /^div\.(?:imageblock|content)/.test(name));
  },
};
