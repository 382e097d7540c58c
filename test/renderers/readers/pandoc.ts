import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../launch/ending.ts';
import { run } from '../../launch/processes.ts';
import { pathOf, type FoundPicture, type Reader } from '../reader.ts';

interface Node {
  readonly t: string;
  readonly c?: unknown;
}

export const org: Reader = {
  languageIds: ['org'],
  tool: 'pandoc',
  from: 'debian',
  // Within a line, Org has no place for it.
  keepsAltText: (replaced) => !replaced,
  read: async (document) => {
    const folder = temporaryFolder('org');
    try {
      const file = join(folder.path, 'fox.org');
      writeFileSync(file, document);
      const { blocks } = JSON.parse(await run('pandoc', ['-f', 'org', '-t', 'json', file])) as {
        blocks: Node[];
      };
      const pictures: FoundPicture[] = [];
      const visit = (value: unknown): void => {
        if (Array.isArray(value)) value.forEach(visit);
        else if (typeof value === 'object' && value !== null) {
          const { t, c } = value as Node;
          if (t === 'Image') {
            const [[, , attributes], , [address]] = c as [
              [string, string[], [string, string][]],
              Node[],
              [string],
            ];
            const altText = attributes.find(([name]) => name === 'alt')?.[1] ?? null;
            // A blank that is no blank to Org is one to a person.
            pictures.push({
              path: pathOf(address),
              altText: altText?.replaceAll('\u00a0', ' ').trim() ?? null,
            });
          } else visit(c);
        }
      };
      visit(blocks);
      const isPicture = ({ t, c }: Node): boolean =>
        t === 'Para' && Array.isArray(c) && c.length === 1 && (c as Node[])[0]!.t === 'Image';
      return { pictures, rest: JSON.stringify(blocks.filter((block) => !isPicture(block))) };
    } finally {
      folder.remove();
    }
  },
};
