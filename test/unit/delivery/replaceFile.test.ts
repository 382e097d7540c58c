import { describe, expect, test } from 'vitest';
import { putBack, replaceFile, type ReplaceableFiles } from '../../../src/delivery/replaceFile.ts';
import { hashOf } from '../../../src/records/recordStore.ts';
import { paintedPictures } from '../images/paintedPictures.ts';

const file = 'file:///docs/fox.png';
const painted = await paintedPictures();
const [old, fresh, jpeg] = [painted.get('PNG')!, painted.get('PNG with transparency')!, painted.get('JPEG')!];

/** One file, and what happens just before it is replaced. */
function filesWith(
  first: Uint8Array | null,
  before: (() => Uint8Array | Error | null) | null = null,
): { readonly files: ReplaceableFiles; readonly now: () => Uint8Array | null } {
  let now = first;
  const files: ReplaceableFiles = {
    readFile: () => Promise.resolve(now),
    replaceFile: (_, expected, bytes) => {
      const change = before?.() ?? null;
      if (change instanceof Error) {
        return Promise.reject(change);
      }
      now = change ?? now;
      const isExpected = now !== null && hashOf(now) === hashOf(expected);
      now = isExpected ? bytes : now;
      return Promise.resolve(isExpected);
    },
  };
  return { files, now: () => now };
}

describe('a picture takes the place of a file', () => {
  test('whose bytes are in the bin before', async () => {
    const kept: Uint8Array[] = [];
    const { files, now } = filesWith(old, () => {
      expect(kept).toEqual([old]);
      return null;
    });
    expect(await replace(files, kept)).toEqual({ outcome: 'replaced' });
    expect(now()).toBe(fresh);
  });

  test('twice, and nothing more is kept', async () => {
    const kept: Uint8Array[] = [];
    const { files } = filesWith(fresh);
    expect(await replace(files, kept)).toEqual({ outcome: 'replaced' });
    expect(kept).toEqual([]);
  });

  test.each([
    ['that is gone', null, 'fileGone'],
    ['that is no picture', Buffer.from('text'), 'noPicture'],
    ['that is half a picture', old.subarray(0, old.length - 20), 'noPicture'],
    ['of another format', jpeg, 'otherType'],
  ])('but not of one %s', async (_, first, why) => {
    const kept: Uint8Array[] = [];
    const { files, now } = filesWith(first);
    expect(await replace(files, kept)).toEqual({ outcome: 'notReplaced', why });
    expect([now(), kept]).toEqual([first, []]);
  });

  test('but not of one that is changed at that moment', async () => {
    const { files, now } = filesWith(old, () => jpeg);
    expect(await replace(files, [])).toEqual({ outcome: 'notReplaced', why: 'changed' });
    expect(now()).toBe(jpeg);
  });

  test('only where the old one could be kept', async () => {
    const { files, now } = filesWith(old);
    const keep = (): Promise<void> => Promise.reject(new Error('ENOSPC'));
    await expect(replaceFile({ file, type: 'png', bytes: fresh, keep }, files)).rejects.toThrow('ENOSPC');
    expect(now()).toBe(old);
  });

  test('and a disk that takes nothing is told', async () => {
    const { files, now } = filesWith(old, () => new Error('EROFS'));
    await expect(replace(files, [])).rejects.toThrow('EROFS');
    expect(now()).toBe(old);
  });
});

describe('an old picture comes back', () => {
  const put = hashOf(fresh);

  test.each([
    ['into the file that has the new one', fresh, { outcome: 'replaced' }, old],
    ['where it stands already', old, { outcome: 'replaced' }, old],
    ['but not over what somebody put there since', jpeg, { outcome: 'notReplaced', why: 'changed' }, jpeg],
    ['but not where the file is gone', null, { outcome: 'notReplaced', why: 'fileGone' }, null],
  ])('%s', async (_, first, outcome, then) => {
    const { files, now } = filesWith(first);
    expect(await putBack({ file, put, old }, files)).toEqual(outcome);
    expect(now()).toBe(then);
  });
});

function replace(files: ReplaceableFiles, kept: Uint8Array[]): ReturnType<typeof replaceFile> {
  const keep = ({ bytes }: { readonly bytes: Uint8Array }): Promise<void> => {
    kept.push(bytes);
    return Promise.resolve();
  };
  return replaceFile({ file, type: 'png', bytes: fresh, keep }, files);
}
