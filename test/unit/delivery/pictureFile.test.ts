import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertPictures } from '../../../src/delivery/insertPictures.ts';
import { pictureFile, savedFile } from '../../../src/delivery/pictureFile.ts';
import { savePicture } from '../../../src/delivery/savePicture.ts';
import { standingFile, standsElsewhere } from '../../../src/delivery/standingFile.ts';
import type { Waiting } from '../../../src/delivery/waiting.ts';
import { generatedByModel } from '../../../src/images/origin.ts';
import { pictureDetails } from '../../../src/images/pictureDetails.ts';
import { isSamePicture } from '../../../src/images/samePicture.ts';
import type { GenerationRecord, Insertion, SavedFile } from '../../../src/records/generationRecord.ts';
import { paintedPictures } from '../images/paintedPictures.ts';
import { FakeWorkspace } from './fakeWorkspace.ts';
import { documentUri, folder, waitingPicture, type Order } from './waitingPictures.ts';

const text = 'A red fox.\n';
const file = `${folder}/a-red-fox.png`;
let bytes: Uint8Array;
let workspace: FakeWorkspace;
let saved: SavedFile[];
let progress: Insertion['progress'][];

beforeAll(async () => {
  bytes = (await paintedPictures()).get('PNG')!;
});

beforeEach(() => {
  workspace = new FakeWorkspace({ uri: documentUri, languageId: 'markdown', text, endOfLine: '\n' });
  saved = [];
  progress = [];
});

function fox(order: Partial<Order> = {}): Waiting {
  return waitingPicture({ document: text, words: 'A red fox', bytes, ...order });
}

async function insert(waiting: Waiting): Promise<void> {
  await insertPictures(documentUri, [waiting], workspace, (_, step, done) => {
    progress.push(step);
    saved.push(...(done === null ? [] : [done]));
    return Promise.resolve();
  });
}

function recordWith(files: readonly SavedFile[]): GenerationRecord {
  return { ...fox().record, saved: [...files] };
}

describe('a file of the person’s tells where its picture comes from', () => {
  test('with its prompt, as it was sent', async () => {
    await insert(fox());
    const { request } = fox().record;
    expect(pictureDetails(workspace.files.get(file)!)).toMatchObject({
      prompt: request.prompt,
      seed: request.seed,
      sourceType: generatedByModel,
    });
    expect(isSamePicture(workspace.files.get(file)!, bytes)).toBe(true);
  });

  test('without its prompt, where the order says so', async () => {
    await insert(fox({ embedPrompt: false }));
    expect(pictureDetails(workspace.files.get(file)!)).toMatchObject({
      prompt: null,
      sourceType: generatedByModel,
    });
  });

  test('and what cannot be marked is saved as it is, which is put down', async () => {
    const strange = fox({ bytes: Buffer.from('strange') });
    await insert(strange);
    expect(Buffer.from(workspace.files.get(file)!).toString()).toBe('strange');
    expect(workspace.unmarked).toEqual([strange.record.id]);
  });

  test('the same each time, also from a file that tells it already', () => {
    const at = fox();
    const once = pictureFile(at, true, workspace);
    expect(Buffer.compare(pictureFile({ ...at, bytes: once }, true, workspace), once)).toBe(0);
    const bare = pictureFile(at, false, workspace);
    expect(Buffer.compare(pictureFile({ ...at, bytes: once }, false, workspace), bare)).toBe(0);
  });
});

describe('what was saved is found again', () => {
  test('by the hash of the file, not of the stored picture', async () => {
    await insert(fox());
    expect(await standingFile(recordWith(saved), 1, workspace)).toEqual(saved[0]);
  });

  test('by a second save, which makes no second file', async () => {
    const { record, picture } = fox();
    const marked = pictureFile(fox(), true, workspace);
    const save = (): Promise<unknown> => savePicture(folder, '${slug}', record, picture, marked, workspace);
    expect(await save()).toEqual({ outcome: 'saved', file });
    expect(await save()).toEqual({ outcome: 'stoodThere', file });
  });

  test('by a try after a crash, at each step', async () => {
    await insert(fox());
    for (const step of progress.slice()) {
      await insert(fox({ progress: step }));
    }
    expect([workspace.files.size, workspace.text.split('![').length - 1]).toEqual([1, 1]);
  });

  test('by a try after a crash, also where an earlier version wrote the file', async () => {
    await insert(fox());
    workspace.files.set(file, bytes);
    await insert(fox({ progress: progress[0]! }));
    expect([workspace.files.size, workspace.text.split('![').length - 1]).toEqual([1, 1]);
    expect(await standingFile(recordWith(saved), 1, workspace)).toEqual(saved.at(-1));
  });

  test('and linked instead of saved again, whether it tells its prompt or not', async () => {
    const standing = pictureFile(fox(), true, workspace);
    workspace.files.set(`${folder}/mine.png`, standing);
    await insert({ ...fox({ embedPrompt: false }), standing: `${folder}/mine.png` });
    expect([...workspace.files.keys()]).toEqual([`${folder}/mine.png`]);
    expect(saved).toEqual([savedFile(fox().picture, `${folder}/mine.png`, standing)]);
  });
});

describe('our own bytes can be dropped', () => {
  const dropping = (files: readonly SavedFile[]): Promise<boolean> =>
    standsElsewhere(recordWith(files), 1, bytes, workspace);

  test('while the picture stands in its file', async () => {
    await insert(fox());
    expect(await dropping(saved)).toBe(true);
  });

  test('not where the file is gone, or another by now', async () => {
    await insert(fox());
    workspace.files.set(file, bytes);
    expect(await dropping(saved)).toBe(false);
    workspace.files.clear();
    expect(await dropping(saved)).toBe(false);
  });

  test('not where another picture was saved', async () => {
    const other = (await paintedPictures(50, 50)).get('PNG')!;
    workspace.files.set(file, other);
    expect(await dropping([savedFile(fox().picture, file, other)])).toBe(false);
  });

  test('not where only another of the same request was saved', async () => {
    await insert(fox());
    expect(await dropping(saved.map((each) => ({ ...each, index: 2 })))).toBe(false);
  });
});
