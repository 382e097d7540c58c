import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../launch/ending.ts';
import { run } from '../../launch/processes.ts';
import { pathOf, type Reader, type Reading } from '../reader.ts';

/** Prints what docutils reads: the pictures where they are shown, and the document without them. */
const script = `
import json, re, sys
from docutils import nodes
from docutils.core import publish_doctree
settings = {'report_level': 2, 'halt_level': 2, 'input_encoding': 'utf-8', 'file_insertion_enabled': False}
tree = publish_doctree(open(sys.argv[1], encoding='utf-8', newline='').read(), settings_overrides=settings)
images = [i for i in tree.findall(nodes.image) if not isinstance(i.parent, nodes.substitution_definition)]
found = [{'path': i['uri'], 'altText': i.get('alt')} for i in images]
for i in images:
    i.parent.remove(i)
print(json.dumps({'pictures': found, 'rest': re.sub(r' line="\\d+"', '', tree.pformat())}))
`;

export const restructuredText: Reader = {
  languageIds: ['restructuredtext'],
  tool: 'docutils',
  from: 'debian',
  read: async (document) => {
    const folder = temporaryFolder('docutils');
    try {
      const [program, file] = [join(folder.path, 'read.py'), join(folder.path, 'fox.rst')];
      writeFileSync(program, script);
      writeFileSync(file, document);
      const { pictures, rest } = JSON.parse(await run('/usr/bin/python3', [program, file])) as Reading;
      return {
        // A text longer than the longest line that docutils reads is on several.
        pictures: pictures.map(({ path, altText }) => ({
          path: pathOf(path),
          altText: altText?.replaceAll('\n', ' ') ?? null,
        })),
        rest,
      };
    } finally {
      folder.remove();
    }
  },
};
