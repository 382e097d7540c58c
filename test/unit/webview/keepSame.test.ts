import { expect, test } from 'vitest';
import type { PageWords, ShownPicture } from '../../../src/protocol.ts';
import { keepSame } from '../../../src/webview/keepSame.ts';

const words = { title: 'Gallery' } as PageWords;

function picture(generation: string, prompt = 'A fox'): ShownPicture {
  return {
    generation,
    index: 1,
    prompt,
    source: `https://resources.example/${generation}.png`,
    thumbnail: null,
    width: 4,
    height: 3,
    details: '4 × 3',
    isSelected: false,
    saved: null,
    missing: '',
    choices: [{ action: 'save', title: 'Save' }],
  };
}

test('what is as it was is the very object that it was, wherever it stands now', () => {
  const before = { pictures: [picture('a'), picture('b')], words };
  const now = keepSame(before, { pictures: [picture('new'), picture('b')], words: { ...words } });
  expect(now.pictures[1]).toBe(before.pictures[1]);
  expect(now.words).toBe(before.words);
});

test('what has changed in anything is what it is now', () => {
  const before = { pictures: [picture('a'), picture('b')], words };
  const changed = { ...picture('a'), isSelected: true };
  const now = keepSame(before, { pictures: [changed, picture('b')], words: { ...words, title: 'Galerie' } });
  expect(now.pictures[0]).toBe(changed);
  expect(now.words.title).toBe('Galerie');
});

test('the first snapshot is taken as it is', () => {
  const first = { pictures: [picture('a')], words };
  expect(keepSame(null, first)).toBe(first);
});
