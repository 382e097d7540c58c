import fc from 'fast-check';

/** What means something to Markdown, HTML, URLs or file systems. */
const marks = fc.constantFrom(...Array.from('()[]<>{}#?%&"\'`*_~!$|\\:;=+@,.-^/ '));
const letters = fc.constantFrom(...Array.from('abAZ019äß狐雪ثعلبлисаล𠮷🦊'), 'e\u0301');
const references = fc.constantFrom(
  '&amp;',
  '&#65;',
  '&copy',
  'https://a.b/c',
  'www.example.com',
  '![',
  '](',
  '<b>',
  '**',
);
const blanks = fc.constantFrom(' ', '\n', '\r\n', '\t', '\u00a0', '\u3000');

function joined(pieces: readonly fc.Arbitrary<string>[], minLength: number): fc.Arbitrary<string> {
  return fc.array(fc.oneof(...pieces), { minLength, maxLength: 25 }).map((parts) => parts.join(''));
}

export const altTexts = joined([marks, letters, references, blanks], 0);

const fileNames = joined([marks, letters], 1)
  .map((name) => name.replaceAll('/', ''))
  .filter((name) => !/^\.*$/.test(name));

/** Paths as `relativePath` gives them. */
export const relativePaths = fc
  .tuple(fc.nat({ max: 2 }), fc.array(fileNames, { minLength: 1, maxLength: 3 }))
  .map(([up, names]) => '../'.repeat(up) + names.join('/'));
