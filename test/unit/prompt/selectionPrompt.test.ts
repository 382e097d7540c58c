import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectionPrompt } from '../../../src/prompt/selectionPrompt.ts';

function promptOf(text: string, languageId: string): string | null {
  const read = selectionPrompt(text, languageId);
  return read.outcome === 'prompt' ? read.prompt : null;
}

describe('Markdown gives its words', () => {
  test.each([
    ['# A fox in snow', 'A fox in snow'],
    ['A fox in snow\n=====', 'A fox in snow'],
    ['**A** _red_ `fox` ~~in~~ __snow__', 'A red fox in snow'],
    ['> A fox\n> in snow', 'A fox in snow'],
    ['> > A fox\n> > > in snow', 'A fox\n\nin snow'],
    ['- A fox\n- A hare', 'A fox\n\nA hare'],
    ['1. A fox\n2. A hare', 'A fox\n\nA hare'],
    ['- [ ] A fox\n- [x] A hare', 'A fox\n\nA hare'],
    ['```prompt\nA fox\n\nin snow\n```', 'A fox in snow'],
    ['~~~\nA fox\n~~~', 'A fox'],
    ['[A fox](https://example.com/fox) in [snow][1]\n\n[1]: https://example.com', 'A fox in snow'],
    ['![A *fox* in snow](fox.png "title")', 'A fox in snow'],
    ['| A | B |\n|---|---|\n| fox | hare |', 'A\n\nB\n\nfox\n\nhare'],
    ['A fox[^1] in snow\n\n[^1]: Red.', 'A fox in snow\n\nRed.'],
    ['A <b>fox</b> <!-- grey? --> in snow', 'A fox in snow'],
    ['<div>\nA fox\n</div>', 'A fox'],
    ['A fox &amp; a hare, \\*wild\\*', 'A fox & a hare, *wild*'],
    ['A fox\nin deep\nsnow', 'A fox in deep snow'],
    ['A fox  \nin snow\\\nat night<br>alone', 'A fox in snow at night alone'],
    ['A fox\n\nA hare', 'A fox\n\nA hare'],
    ['A fox\r\nin snow\r\n\r\nA hare\r\n', 'A fox in snow\n\nA hare'],
    ['   A fox\n   in snow', 'A fox in snow'],
  ])('%j', (text, prompt) => {
    expect(promptOf(text, 'markdown')).toBe(prompt);
  });
});

describe('comments and strings in code give their words', () => {
  test.each([
    ['typescript', '// A fox\n// in snow', 'A fox in snow'],
    ['typescript', '//A fox', 'A fox'],
    ['typescript', '/**\n * A fox\n * in snow.\n */', 'A fox in snow.'],
    ['typescript', '    /* A fox */\n', 'A fox'],
    ['typescript', 'A fox\n  // in snow', 'A fox in snow'],
    ['typescriptreact', '{/* A fox */}', 'A fox'],
    ['rust', '/// A fox\n/// in snow', 'A fox in snow'],
    ['rust', '//! A fox', 'A fox'],
    ['python', '# A fox\n    # in snow', 'A fox in snow'],
    ['python', '#A fox', 'A fox'],
    ['python', '"""A fox\n    in snow."""', 'A fox in snow.'],
    ['python', "'A fox in snow'", 'A fox in snow'],
    ['lua', '--[[ A fox ]]', 'A fox'],
    ['lua', '-- A fox\n-- in snow', 'A fox in snow'],
    ['sql', '--A fox', 'A fox'],
    ['haskell', '{- A fox -}', 'A fox'],
    ['clojure', ';; A fox\n;; in snow', 'A fox in snow'],
    ['latex', '% A fox\n% in snow', 'A fox in snow'],
    ['vb', "' A fox\n' in snow", 'A fox in snow'],
    ['bat', 'REM A fox', 'A fox'],
    ['yaml', '# A fox\n#\n# A hare', 'A fox\n\nA hare'],
  ])('%s: %j', (languageId, text, prompt) => {
    expect(promptOf(text, languageId)).toBe(prompt);
  });

  test('what only one of three lines begins with is no leader', () => {
    expect(promptOf('A fox\nin snow\n# Night', 'python')).toBe('A fox in snow # Night');
  });
});

describe('HTML gives its words', () => {
  test.each([
    ['<p class="a">A <b>fox</b> in&nbsp;snow</p>', 'A fox in snow'],
    ['<p>A fox</p><p>A hare &amp; a &#x6f;wl &#111;</p>', 'A fox\n\nA hare & a owl o'],
    ['A fox<br>in snow', 'A fox in snow'],
    ['<!-- A hare --><style>p { }</style>A fox<script>let a;</script>', 'A fox'],
    ['A fox <img src="fox.pn', 'A fox'],
    // A reference is decoded once.
    ['A fox &#38;lt; &amp;amp; a hare', 'A fox &lt; &amp; a hare'],
    ['A fox &nosuch; &#0; a hare', 'A fox &nosuch; a hare'],
    ['3 < 4 foxes', '3 < 4 foxes'],
  ])('%j', (text, prompt) => {
    expect(promptOf(text, 'html')).toBe(prompt);
  });
});

describe('plain text stays, without quote marks and hard wraps', () => {
  test.each([
    ['“A fox in snow”', 'A fox in snow'],
    ['«A fox»', 'A fox'],
    ['„Ein Fuchs“', 'Ein Fuchs'],
    ['「雪の中の狐」', '雪の中の狐'],
    ['"\'A fox\'"', 'A fox'],
    ["'The fox's tail'", "The fox's tail"],
    ['‘The fox’s tail’', 'The fox’s tail'],
    ['"A fox" and "a hare"', '"A fox" and "a hare"'],
    ['A "red" fox', 'A "red" fox'],
    ['  A\tfox\n   in   snow  \n', 'A fox in snow'],
    ['# 1 fox', '# 1 fox'],
    // Scripts without spaces between words are joined without one; Hangul has spaces.
    ['雪の中の\n赤い狐', '雪の中の赤い狐'],
    ['一只\n红色的\n狐狸', '一只红色的狐狸'],
    ['눈 속의\n여우', '눈 속의 여우'],
    ['ثعلب أحمر\nفي الثلج', 'ثعلب أحمر في الثلج'],
    ['🦊 ❄️', '🦊 ❄️'],
    ['👩🏽‍🚀', '👩🏽‍🚀'],
    ['🇫🇷', '🇫🇷'],
  ])('%j', (text, prompt) => {
    expect(promptOf(text, 'plaintext')).toBe(prompt);
  });
});

test.each(['', ' ', '\r\n\t\n', '\u00a0\u3000'])('%j is blank', (text) => {
  expect(selectionPrompt(text, 'markdown')).toEqual({ outcome: 'blank' });
});

test.each([
  ['markdown', '**'],
  ['markdown', '---\n\n***'],
  ['markdown', '```\n```'],
  ['markdown', '> >\n- \n# '],
  ['markdown', '[](){}|~_'],
  ['markdown', '<!-- A fox -->'],
  ['markdown', '\u200b'],
  ['html', '<p><br></p>'],
  ['typescript', '/** */'],
  ['python', '""'],
])('%s %j has no words', (languageId, text) => {
  expect(selectionPrompt(text, languageId)).toEqual({ outcome: 'noWords' });
});

const languages = ['markdown', 'html', 'typescript', 'python', 'lua', 'latex', 'plaintext'];

function lettersOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of text.match(/[\p{L}\p{N}]/gu) ?? []) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
}

test('a prompt has no letter that the selection had not', () => {
  const marks = [
    '#',
    '*',
    '_',
    '`',
    '```',
    '>',
    '- ',
    '1. ',
    '[',
    ']',
    '(',
    ')',
    '<b>',
    '<',
    '//',
    '--',
    '|',
  ];
  const piece = fc.oneof(
    fc.constantFrom(...marks, '\n', '\r\n', ' ', '\n\n', '"', "'", '/*', '*/', '%', '狐', 'ثعلب', '🦊'),
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('&', '')),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom(...languages), (parts, languageId) => {
      const selected = parts.join('');
      const before = lettersOf(selected);
      for (const [letter, count] of lettersOf(promptOf(selected, languageId) ?? '')) {
        expect(before.get(letter) ?? 0, letter).toBeGreaterThanOrEqual(count);
      }
    }),
    { numRuns: 500 },
  );
});

test('plain prose of every script is read whole, whatever its language', () => {
  const word = fc.string({
    unit: fc.constantFrom(...Array.from('abcxyzäß狐雪ثعلبлис')),
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.constantFrom(...languages), (words, languageId) => {
      expect(promptOf(words.join(' '), languageId)).toBe(words.join(' '));
    }),
  );
});

describe('100,000 characters are read', () => {
  test.each([
    ['paragraphs', '**A red fox** in _deep_ snow, [far away](https://example.com) from every house\n\n'],
    [
      'a list without blank lines',
      '- **A red fox** in _deep_ snow, [far away](https://example.com) from every house\n',
    ],
  ])('%s without marks', (_, item) => {
    const count = Math.ceil(100_000 / item.length);
    const sentence = 'A red fox in deep snow, far away from every house';
    const prompt = promptOf(item.repeat(count), 'markdown');
    // Compared so, a failure prints a word rather than 100,000 characters.
    expect(prompt === Array.from({ length: count }, () => sentence).join('\n\n')).toBe(true);
  });

  const units = [
    '[',
    '> ',
    '*',
    '*a',
    '_a ',
    '<',
    '<a',
    '<p ',
    '&',
    '`',
    '![',
    '<!--',
    '"""',
    '*/*',
    '\n',
    ' ',
    '- a\n\n',
  ];
  test.each(units)('of %j alone, in every language', { timeout: 20_000 }, (unit) => {
    const text = `fox ${unit.repeat(100_000 / unit.length)}`;
    for (const languageId of languages) {
      expect(promptOf(text, languageId)?.slice(0, 3)).toBe('fox');
    }
  });
});

test.each(['plaintext', 'typescript'])(
  '300,000 lines of %s are more than the stack has room for',
  (languageId) => {
    expect(promptOf('fox\n'.repeat(300_000), languageId)).toHaveLength(300_000 * 4 - 1);
  },
);

test('lists in each other deeper than anybody writes are read in time', { timeout: 20_000 }, () => {
  expect(promptOf(`${'1. '.repeat(1_600)}fox\n`.repeat(20), 'markdown')).toContain('fox');
});

test('a custom element whose name begins as that of a style is none', () => {
  expect(promptOf('<style-guide>A fox</style-guide>', 'html')).toBe('A fox');
});

test('half a character is none that a service could read', () => {
  expect(promptOf('A fox \ud83e', 'plaintext')).toBe('A fox \ufffd');
});
