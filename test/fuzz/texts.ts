import fc from 'fast-check';

/** What begins or ends something in Markdown, HTML, code, URLs, templates or paths. */
const marks = [
  ...Array.from('()[]<>{}#?%&"\'`*_~!$|\\:;=+@,.-^/ \t\r\n\0'),
  ...[
    '\r\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    '    ',
    '```',
    '~~~',
    '---',
    '===',
    '| - |',
    '[^a]: ',
    '[a]: ',
    '](',
    '![',
  ],
  ...[
    '<!--',
    '-->',
    '<script>',
    '</script',
    '<p>',
    '</p>',
    '<ul>',
    '<br',
    '<style-x>',
    '&amp;',
    '&#0;',
    '\\/',
  ],
  ...[
    '${slug}',
    '${documentDirName',
    '${a/',
    '../',
    '..',
    'CON',
    'http://',
    'www.a.b',
    'a@b.c',
    '"""',
    '/*',
    '*/',
    '//',
  ],
  ...[
    '\ud800',
    '\udc00',
    '\u200d',
    '\u202e',
    '\ufeff',
    '\u2028',
    'e\u0301',
    '🦊',
    '👨‍👩‍👧',
    '𠮷',
    '狐',
    'ثعلب',
    'лиса',
  ],
] as const;

const mark = fc.constantFrom<string>(...marks);
const piece = fc.oneof(
  { weight: 4, arbitrary: mark },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom('a', 'fox', 'A fox in snow', 'x'.repeat(300)) },
);

/** Any text in any script, lone halves of characters and marks of every language included. */
export const anyText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

/** A few marks, which large texts repeat. */
const anyUnit = fc
  .array(fc.oneof(mark, fc.constantFrom('a', ' ')), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join(''));

/** A beginning, a unit again and again, and an end. */
export const anyRepetition = fc.record({ head: anyText, unit: anyUnit, tail: anyText });

export type Repetition = typeof anyRepetition extends fc.Arbitrary<infer Value> ? Value : never;

export function repeated({ head, unit, tail }: Repetition, length: number): string {
  return head + unit.repeat(Math.ceil(length / unit.length)) + tail;
}
