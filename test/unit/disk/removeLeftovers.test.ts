import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { removeLeftovers } from '../../../src/disk/removeLeftovers.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const yesterday = new Date('2026-03-04T05:06:07Z');

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

async function put(name: string, changed: Date): Promise<void> {
  const file = path.join(folder, name);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, 'x');
  await fs.utimes(file, changed, changed);
}

async function names(): Promise<string[]> {
  const all = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((each) => each.isFile())
    .map(({ name }) => name)
    .toSorted();
}

test('what a killed window left goes, what lives and what is kept stays', async () => {
  const before = new Date(yesterday.getTime() - 1000);
  const after = new Date(yesterday.getTime() + 1000);
  await put('temporary/old', before);
  await put('temporary/young', after);
  await put('claims/old.1', before);
  await put('claims/young.1', after);
  await put('open/record.json', before);
  await put('pictures/picture.png', before);
  await removeLeftovers(folder, ['temporary', 'claims'], yesterday);
  expect(await names()).toEqual(['picture.png', 'record.json', 'young', 'young.1']);
});

test('where nothing was ever written there is nothing to remove', async () => {
  await expect(
    removeLeftovers(path.join(folder, 'nowhere'), ['temporary'], yesterday),
  ).resolves.toBeUndefined();
});
