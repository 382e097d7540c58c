import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../launch/ending.ts';
import type { Reader } from '../reader.ts';
import { tool } from '../tools.ts';
import { onePixel } from './onePixel.ts';

interface Compiler {
  addSource: (path: string, text: string) => void;
  mapShadow: (path: string, bytes: Buffer) => void;
  query: (main: object, query: object) => { source: string; alt: string }[];
}

export const typst: Reader = {
  languageIds: ['typst'],
  tool: 'Typst',
  from: 'npm',
  read: (document, files) => {
    const { NodeCompiler } = tool('@myriaddreamin/typst-ts-node-compiler') as {
      NodeCompiler: { create: (options: object) => Compiler };
    };
    const folder = temporaryFolder('typst');
    try {
      const compiler = NodeCompiler.create({ workspace: folder.path });
      const main = join(folder.path, 'a', 'b', 'fox.typ');
      for (const file of files) compiler.mapShadow(join(dirname(main), file), onePixel);
      compiler.addSource(main, document);
      try {
        const found = compiler.query({ mainFilePath: main }, { selector: 'image' });
        return { pictures: found.map(({ source, alt }) => ({ path: source, altText: alt })), rest: null };
      } catch (error) {
        throw new Error(`Typst: ${JSON.stringify(error)} ${String(error)}`, { cause: error });
      }
    } finally {
      folder.remove();
    }
  },
};
