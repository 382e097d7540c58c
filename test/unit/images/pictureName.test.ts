import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  candidateFileName,
  checkNameTemplate,
  pictureName,
  slugOf,
  templateVariables,
  type NameParts,
} from '../../../src/images/pictureName.ts';

const parts: NameParts = {
  prompt: 'A red fox in snow',
  seed: 42,
  width: 1024,
  height: 768,
  index: 2,
  date: new Date('2026-03-04T23:59:00Z'),
};

function nameFor(template: string, prompt = parts.prompt): string {
  return pictureName(template, { ...parts, prompt });
}

describe('a template', () => {
  test('is filled with every variable', () => {
    const names = ['slug', 'seed', 'size', 'index', 'date'];
    expect(templateVariables).toEqual(names);
    expect(nameFor(names.map((name) => `\${${name}}`).join(' '))).toBe(
      'a-red-fox-in-snow 42 1024x768 2 2026-03-04',
    );
  });

  test.each(['${slug}', 'fox', '${date}-${slug}', '', '${slug'])('%j is usable', (template) => {
    expect(checkNameTemplate(template)).toEqual({ outcome: 'usable' });
  });

  test.each([
    ['${prompt}-${slug}', 'prompt'],
    ['${slug}-${Slug}', 'Slug'],
    ['${}', ''],
    ['${constructor}', 'constructor'],
    ['${toString}', 'toString'],
  ])('%j names a variable that is unknown', (template, variable) => {
    expect(checkNameTemplate(template)).toEqual({ outcome: 'unusable', variable });
    expect(nameFor(`fox${template}`)).toMatch(/^fox-?(?:a-red-fox-in-snow)?$/);
  });

  test.each([
    ['../../${slug}', 'a-red-fox-in-snow'],
    ['pictures/${slug}', 'pictures-a-red-fox-in-snow'],
    ['C:\\${slug}', 'C-a-red-fox-in-snow'],
    ['.${slug}', 'a-red-fox-in-snow'],
    ['${slug}. .', 'a-red-fox-in-snow'],
    ['a\u0000b\nc\u202ed', 'a-b c-d'],
    ['CON', 'CON-'],
    ['...con ', 'con-'],
    ['nul.v2', 'nul-.v2'],
    ['...', 'image'],
    ['', 'image'],
    ['\ud800', 'image'],
  ])('%j gives %j', (template, name) => {
    expect(nameFor(template)).toBe(name);
  });
});

describe('the slug of a prompt', () => {
  test.each([
    ['A Red Fox, in deep snow!', 'a-red-fox-in-deep-snow'],
    ['雪の中の赤い狐', '雪の中の赤い狐'],
    ['一只红色的狐狸，在雪中', '一只红色的狐狸-在雪中'],
    ['ثعلب أحمر في الثلج', 'ثعلب-أحمر-في-الثلج'],
    ['Лиса в снегу', 'лиса-в-снегу'],
    ['लोमड़ी बर्फ़ में', 'लोमड़ी-बर्फ़-में'],
    ['Cafe\u0301 in Zu\u0308rich', 'caf\u00e9-in-z\u00fcrich'],
    ['A 🦊 in ❄️ snow', 'a-in-snow'],
    ['🦊', 'image'],
    ['❤️ 👩🏽‍🚀 🇫🇷', 'image'],
    ['*/\\..', 'image'],
    ['', 'image'],
  ])('%j is %j', (prompt, slug) => {
    expect(slugOf(prompt)).toBe(slug);
  });

  test('is cut between words', () => {
    expect(slugOf('the quick brown fox jumps over the lazy dog and the other lazy dog sleeps')).toBe(
      'the-quick-brown-fox-jumps-over-the-lazy-dog-and-the-other',
    );
  });

  test('of one long word is cut within it, but not within a letter', () => {
    expect(slugOf('a'.repeat(500))).toBe('a'.repeat(60));
    expect(slugOf(`a${'𠮷'.repeat(50)}`)).toBe(`a${'𠮷'.repeat(29)}`);
  });
});

test('names that are taken are followed by numbers; the extension is that of the bytes', () => {
  expect([
    candidateFileName('fox', 'png', 0),
    candidateFileName('fox', 'jpeg', 1),
    candidateFileName('fox.v2', 'webp', 12),
  ]).toEqual(['fox.png', 'fox-1.jpg', 'fox.v2-12.webp']);
});

test('every name is one path segment that every system takes', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom('.', ' ', '/', '\\', '-', 'a', 'CON', '狐', '\u0000', '\u202e', '\ud83e'),
    }),
    fc.constantFrom('con', 'NUL', 'lpt1', 'COM¹', 'aux.x', 'conin$').map((name) => ` .${name}. `),
    fc.string({ unit: fc.constantFrom('狐', 'ü', '𠮷', '.', ' '), minLength: 100, maxLength: 300 }),
  );
  const template = fc
    .array(fc.oneof(text, fc.constantFrom('${slug}', '${slug}', '${seed}', '${nope}')))
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(template, text, fc.nat({ max: 99 }), (someTemplate, prompt, attempt) => {
      const file = candidateFileName(nameFor(someTemplate, prompt), 'webp', attempt);
      expect(file).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cs}\u202e]/u);
      expect(file).not.toMatch(/^[.\s]|^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *\./iu);
      const stem = file.slice(0, -'.webp'.length);
      expect(stem).not.toMatch(/^$|[.\s]$/);
      expect(Buffer.byteLength(file)).toBeLessThanOrEqual(240);
      expect(file.isWellFormed()).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a template of 500,000 blanks is read in linear time', { timeout: 20_000 }, () => {
  expect(nameFor(`fox${' '.repeat(500_000)}x`)).toBe('fox');
});
