import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paragraphAt } from '../../src/prompt/paragraphAt.ts';
import { selectionPrompt } from '../../src/prompt/selectionPrompt.ts';
import { law } from './law.ts';
import { anyRepetition, anyText, repeated } from './texts.ts';

const languages = ['markdown', 'html', 'typescript', 'python', 'lua', 'latex', 'plaintext'] as const;
const anyLanguage = fc.constantFrom(...languages);

function check(selected: string, languageId: string): void {
  const read = selectionPrompt(selected, languageId);
  if (read.outcome === 'prompt') {
    expect(read.prompt.trim()).toBe(read.prompt);
    expect(read.prompt.isWellFormed()).toBe(true);
    expect(read.prompt).not.toContain('\r');
  }
}

law(
  'any selection in any language is a prompt, or says why not',
  400,
  fc.tuple(anyText, anyLanguage),
  ([text, languageId]) => {
    check(text, languageId);
  },
);

law(
  'a selection of 100,000 characters takes no longer than them',
  6,
  fc.tuple(anyRepetition, fc.constantFrom('html', 'typescript', 'latex', 'plaintext')),
  ([text, languageId]) => {
    check(repeated(text, 100_000), languageId);
  },
);

law('a selection of Markdown of 20,000 characters is read', 2, anyRepetition, (text) => {
  check(repeated(text, 20_000), 'markdown');
});

test.each(['> ', '- ', '1. ', '*', '[', '![', '<b>', '`a', '~~'])(
  'Markdown of 3,000 %j in each other is read',
  (unit) => {
    check(`${unit.repeat(3_000)}fox`, 'markdown');
  },
);

law(
  'a cursor means a stretch of the text that holds it',
  500,
  fc.tuple(anyText, fc.nat(), anyLanguage),
  ([text, at, languageId]) => {
    const offset = at % (text.length + 1);
    const { start, end } = paragraphAt(text, offset, languageId);
    expect(start <= offset && offset <= end && end <= text.length && start >= 0).toBe(true);
  },
);
