import { expect, test } from 'vitest';
import { ComingPictures } from '../../../../src/vscode/gallery/comingPictures.ts';

const disk = new Map([
  ['pictures/a-1.png', new Uint8Array([1])],
  ['pictures/a-2.png', new Uint8Array([2])],
  ['pictures/large-1.png', new Uint8Array(9 * 1024 * 1024)],
]);

function handing(): { coming: ComingPictures; sent: string[] } {
  const sent: string[] = [];
  const coming = new ComingPictures({
    read: (path) => Promise.resolve(disk.get(path) ?? null),
    send: (path, bytes) => {
      sent.push(`${path} ${bytes.join()}`);
      return Promise.resolve();
    },
  });
  return { coming, sent };
}

test('each picture of a job is handed to the page once, as soon as it is there', async () => {
  const { coming, sent } = handing();

  await coming.hand([]);
  await coming.hand(['pictures/a-1.png']);
  await coming.hand(['pictures/a-1.png', 'pictures/a-2.png']);
  await coming.hand(['pictures/a-1.png', 'pictures/a-2.png']);

  expect(sent).toEqual(['pictures/a-1.png 1', 'pictures/a-2.png 2']);
});

test('a page that was made anew is handed again what its predecessor had', async () => {
  const { coming, sent } = handing();

  await coming.hand(['pictures/a-1.png']);
  coming.begin();
  await coming.hand(['pictures/a-1.png']);

  expect(sent).toHaveLength(2);
});

test('what is gone, or would keep other messages waiting, is left to the page', async () => {
  const { coming, sent } = handing();

  await coming.hand(['pictures/gone-1.png', 'pictures/large-1.png']);

  expect(sent).toEqual([]);
});
