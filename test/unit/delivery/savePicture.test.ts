import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { savePicture, type SavedPicture } from '../../../src/delivery/savePicture.ts';
import { FakeWorkspace } from './fakeWorkspace.ts';
import { documentUri, folder, waitingPicture } from './waitingPictures.ts';

const fox = waitingPicture({ document: 'A red fox', words: 'A red fox' });
const hare = waitingPicture({ document: 'A red fox', words: 'A red fox', bytes: Buffer.from('another fox') });
const mine = Buffer.from('mine');
const file = `${folder}/a-red-fox.png`;
const numbered = (number: number): string => `${folder}/a-red-fox-${number}.png`;

let workspace: FakeWorkspace;

beforeEach(begin);

function begin(): void {
  workspace = new FakeWorkspace({ uri: documentUri, languageId: 'markdown', text: '', endOfLine: '\n' });
}

function save({ record, picture, bytes } = fox, fileName = '${slug}'): Promise<SavedPicture> {
  return savePicture(folder, fileName, record, picture, bytes, workspace);
}

function textOf(uri: string): string | undefined {
  const bytes = workspace.files.get(uri);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString();
}

describe('a picture is saved', () => {
  test('as a whole, under its name', async () => {
    expect(await save()).toEqual({ outcome: 'saved', file });
    expect([...workspace.files]).toEqual([[file, fox.bytes]]);
  });

  test('once: a second save of the same bytes makes no second file', async () => {
    await save();
    expect(await save()).toEqual({ outcome: 'stoodThere', file });
    expect(workspace.files.size).toBe(1);
  });

  test('once, also where its name was taken by another', async () => {
    workspace.files.set(file, mine);
    expect(await save()).toEqual({ outcome: 'saved', file: numbered(1) });
    expect(await save()).toEqual({ outcome: 'stoodThere', file: numbered(1) });
    expect([workspace.files.size, workspace.files.get(file)]).toEqual([2, mine]);
  });

  test('once, when it is saved twice at once', async () => {
    const saved = await Promise.all([save(), save(), save()]);
    expect(saved.map(({ outcome }) => outcome).toSorted()).toEqual(['saved', 'stoodThere', 'stoodThere']);
    expect([...workspace.files]).toEqual([[file, fox.bytes]]);
  });

  test('beside another picture of the same name', async () => {
    await save();
    expect(await save(hare)).toEqual({ outcome: 'saved', file: numbered(1) });
    expect([textOf(file), textOf(numbered(1))]).toEqual(['picture of A red fox', 'another fox']);
  });
});

describe('no file is overwritten', () => {
  test('whose name was taken between the look and the write: the picture gets a number', async () => {
    const createFile = workspace.createFile.bind(workspace);
    workspace.createFile = (uri, bytes) => {
      if (uri === file) {
        workspace.files.set(file, mine);
      }
      return createFile(uri, bytes);
    };
    expect(await save()).toEqual({ outcome: 'saved', file: numbered(1) });
    expect([workspace.files.get(file), textOf(numbered(1))]).toEqual([mine, 'picture of A red fox']);
  });

  test('which is there and cannot be read, or is a folder', async () => {
    workspace.files.set(file, mine);
    workspace.readFile = () => Promise.resolve(null);
    expect(await save()).toEqual({ outcome: 'saved', file: numbered(1) });
    expect(workspace.files.get(file)).toBe(mine);
  });

  test('which is empty', async () => {
    workspace.files.set(file, new Uint8Array());
    expect(await save()).toEqual({ outcome: 'saved', file: numbered(1) });
    expect(textOf(file)).toBe('');
  });

  test('whatever stands there, is taken meanwhile and is saved at once', async () => {
    const content = fc.constantFrom('mine', 'yours', 'picture of A red fox', '');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.nat({ max: 5 }), content), { selector: ([number]) => number }),
        fc.uniqueArray(fc.nat({ max: 5 })),
        fc.integer({ min: 1, max: 3 }),
        async (standing, taken, times) => {
          begin();
          const before = new Map(
            standing.map(([number, text]) => [number === 0 ? file : numbered(number), Buffer.from(text)]),
          );
          for (const [uri, bytes] of before) {
            workspace.files.set(uri, bytes);
          }
          const createFile = workspace.createFile.bind(workspace);
          workspace.createFile = (uri, bytes) => {
            const number = uri === file ? 0 : Number(/-(\d+)\.png$/.exec(uri)?.[1]);
            if (taken.includes(number) && !workspace.files.has(uri)) {
              workspace.files.set(uri, mine);
              before.set(uri, mine);
            }
            return createFile(uri, bytes);
          };
          const all = await Promise.all(Array.from({ length: times }, () => save()));
          for (const [uri, bytes] of before) {
            expect(workspace.files.get(uri)).toBe(bytes);
          }
          for (const saved of all) {
            expect(saved.outcome === 'notSaved' ? null : textOf(saved.file)).toBe('picture of A red fox');
          }
          const again = await save();
          expect(again.outcome).toBe('stoodThere');
        },
      ),
    );
  });
});

describe('a disk that fails', () => {
  const failure = new Error('ENOSPC');

  test.each(['readFile', 'exists', 'createFile'] as const)(
    'when it is asked to %s saves nothing, says why, and leaves no half file',
    async (operation) => {
      const failing = (): Promise<never> => Promise.reject(failure);
      Object.assign(workspace, { [operation]: failing });
      workspace.files.set(file, mine);
      expect(await save()).toEqual({ outcome: 'notSaved', failure });
      expect([...workspace.files]).toEqual([[file, mine]]);
    },
  );

  test('is asked once, and under no other name', async () => {
    const asked: string[] = [];
    workspace.createFile = (uri) => {
      asked.push(uri);
      return Promise.reject(failure);
    };
    await save();
    expect(asked).toEqual([file]);
  });
});
