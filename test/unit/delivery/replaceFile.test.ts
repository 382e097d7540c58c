import { describe, expect, test } from 'vitest';
import { putBack, replaceFile, type ReplaceableFiles } from '../../../src/delivery/replaceFile.ts';
import { hashOf } from '../../../src/records/recordStore.ts';
import { paintedPictures } from '../images/paintedPictures.ts';

const file = 'file:///docs/fox.png';
const painted = await paintedPictures();
const [old, fresh, jpeg] = [painted.get('PNG')!, painted.get('PNG with transparency')!, painted.get('JPEG')!];

type Happening = { readonly now: Uint8Array } | { readonly error: Error; readonly isDone: boolean };

/** One file, and what happens just as it is replaced. */
function filesWith(
  first: Uint8Array | null,
  happens: (() => Happening | null) | null = null,
): { readonly files: ReplaceableFiles; readonly now: () => Uint8Array | null } {
  let now = first;
  const files: ReplaceableFiles = {
    readFile: () => Promise.resolve(now),
    createFile: (_, bytes) => {
      const isFree = now === null;
      now ??= bytes;
      return Promise.resolve(isFree);
    },
    replaceFile: (_, expected, bytes) => {
      const happening = happens?.() ?? null;
      if (happening !== null && 'error' in happening) {
        now = happening.isDone ? bytes : now;
        return Promise.reject(happening.error);
      }
      now = happening?.now ?? now;
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

  test('but not of one that is changed at that moment, of which nothing is kept then', async () => {
    const kept: Uint8Array[] = [];
    const { files, now } = filesWith(old, () => ({ now: jpeg }));
    expect(await replace(files, kept)).toEqual({ outcome: 'notReplaced', why: 'changed' });
    expect([now(), kept]).toEqual([jpeg, []]);
  });

  test('only where the old one could be kept', async () => {
    const { files, now } = filesWith(old);
    const keep = (): Promise<void> => Promise.reject(new Error('ENOSPC'));
    const release = (): Promise<void> => Promise.reject(new Error('nothing was kept'));
    await expect(replaceFile({ file, type: 'png', bytes: fresh, keep, release }, files)).rejects.toThrow(
      'ENOSPC',
    );
    expect(now()).toBe(old);
  });

  test.each([
    ['took nothing is told, and nothing is kept', false, []],
    ['answers with an error when all is done leaves the old one in the bin', true, [old]],
  ])('and a disk that %s', async (_, isDone, left) => {
    const kept: Uint8Array[] = [];
    const { files, now } = filesWith(old, () => ({ error: new Error('EIO'), isDone }));
    await expect(replace(files, kept)).rejects.toThrow('EIO');
    expect(kept).toEqual(left);
    expect(now()).toBe(isDone ? fresh : old);
  });
});

describe('an old picture comes back', () => {
  const put = hashOf(fresh);

  test.each([
    ['into the file that has the new one', fresh, true, old],
    ['where it stands already', old, true, old],
    ['where the file is gone', null, true, old],
    ['but not over what somebody put there since', jpeg, false, jpeg],
  ])('%s', async (_, first, isBack, then) => {
    const { files, now } = filesWith(first);
    expect(await putBack({ file, put, old }, files)).toBe(isBack);
    expect(now()).toBe(then);
  });
});

function replace(files: ReplaceableFiles, kept: Uint8Array[]): ReturnType<typeof replaceFile> {
  const keep = ({ bytes }: { readonly bytes: Uint8Array }): Promise<void> => {
    kept.push(bytes);
    return Promise.resolve();
  };
  const release = (): Promise<void> => {
    kept.pop();
    return Promise.resolve();
  };
  return replaceFile({ file, type: 'png', bytes: fresh, keep, release }, files);
}
