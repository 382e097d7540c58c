import fc from 'fast-check';
import { languageOf } from '../../src/documents/documentLanguage.ts';
import { insertAfter, insertInstead } from '../../src/documents/insertionPoint.ts';
import type { Range } from '../../src/documents/keptPlace.ts';
import type { Picture } from '../../src/documents/languages/language.ts';
import { altTexts, relativePaths } from '../unit/documents/arbitraries.ts';
import { applied } from '../unit/documents/edits.ts';
import { contexts } from './contexts.ts';
import type { Reader } from './reader.ts';

export interface Plan {
  readonly languageId: string;
  readonly count: number;
  readonly replaced: boolean;
  readonly endOfLine: string;
  readonly seed: number;
}

export interface Combined {
  /** The document without and with its pictures. */
  readonly before: string;
  readonly document: string;
  readonly pictures: readonly Picture[];
}

/** What means something to some language. */
const marks = fc.constantFrom(
  ...[
    '--',
    ' -- ',
    '---',
    '...',
    "'s",
    '(C)',
    '(TM)',
    '->',
    '<=',
    '{{',
    '}}',
    '{name}',
    '{sp}',
    '*/',
    '</p>',
    '/>',
  ],
  ...[
    ' :foo ',
    ':a b',
    '\\alpha',
    '|x|',
    '::',
    ';;',
    ' a@b.cd',
    '[[',
    '((x))',
    '<<x>>',
    '^^41',
    '$x$',
    '%d',
    '@import',
  ],
  ...[
    '#{x}',
    '${x}',
    '`x`',
    '"x"',
    "''",
    '``',
    'x_',
    '_x_',
    '+x+',
    '~x~',
    '==',
    '$$',
    '\\',
    '\\n',
    '"',
    '&#38;',
    '  ',
  ],
);
const words = fc.constantFrom(
  'A red fox',
  ' in snow',
  "a fox's tail",
  'ein Fuchs, grün',
  '红狐',
  'ثعلب',
  '🦊',
  ' 5 & 6',
);

const texts = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.oneof(marks, words), { minLength: 1, maxLength: 12 }).map((all) => all.join('')),
  },
  { weight: 4, arbitrary: altTexts },
  { weight: 1, arbitrary: fc.constant('A red fox in snow, woodcut, two colours') },
);

/** Every picture of a document has a file of its own. */
const pictures = fc.record({
  path: relativePaths,
  altText: texts.filter((text) => text.trim() !== ''),
});

/** One document with a context for each picture, and the pictures in it. */
export function combine({ languageId, count, replaced, endOfLine, seed }: Plan, reader: Reader): Combined {
  const known = contexts[languageId]![replaced ? 'instead' : 'after'];
  const drawn = fc.sample(pictures, { seed, numRuns: count * 3 });
  const usable = drawn.filter(({ path }) => reader.canName?.(path) ?? true).slice(0, count);
  const wanted = usable.map(({ path, altText }, at) => ({
    path: `${path}-${at}.png`,
    // One text of a document is as long as they come.
    altText: at === 7 ? `${altText} ${'A very long fox. '.repeat(600)}` : altText,
  }));
  const order = fc.sample(fc.nat({ max: known.length - 1 }), { seed, numRuns: count });
  let body = '';
  let places: Range[] = [];
  wanted.forEach((_, at) => {
    // Each context comes, the rest is drawn.
    const context = known[at < known.length ? at : order[at]!]!.replaceAll('\n', endOfLine);
    const [before = '', own = '', behind = ''] = context.split(/[«»]/);
    const start = body.length + before.length;
    places.push({ start, end: start + own.length });
    body += before + own + behind + endOfLine + endOfLine;
  });
  const wrap = reader.wrap ?? ((text: string): string => text);
  const before = wrap(body).replaceAll(/\r?\n/g, endOfLine);
  const shift = before.indexOf(body);
  places = places.map(({ start, end }) => ({ start: start + shift, end: end + shift }));
  const language = languageOf({ languageId });
  const context = { text: before, language, endOfLine };
  const edits = wanted.flatMap((picture, at) =>
    replaced ? insertInstead(context, places[at]!, picture) : [insertAfter(context, places[at]!, picture)],
  );
  const document = applied(before, ...edits);
  return { before, document, pictures: wanted };
}
