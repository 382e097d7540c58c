import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { hasEntries } from '../../../src/disk/hasEntries.ts';
import { temporaryFolder } from './temporaryFolder.ts';

test('a folder that is not there has nothing in it', async () => {
  expect(await hasEntries(temporaryFolder(), 'storage', 'open')).toBe(false);
});

test('a folder has something in it as soon as there is a file', async () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'open'));
  expect(await hasEntries(folder, 'open')).toBe(false);
  writeFileSync(path.join(folder, 'open', 'a.json'), '{}');
  expect(await hasEntries(folder, 'open')).toBe(true);
});

test('a file has nothing in it', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'open'), '{}');
  expect(await hasEntries(folder, 'open')).toBe(false);
});
