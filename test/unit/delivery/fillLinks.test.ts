import { beforeEach, describe, expect, test } from 'vitest';
import { insertPictures } from '../../../src/delivery/insertPictures.ts';
import type { Waiting } from '../../../src/delivery/waiting.ts';
import type { Insertion } from '../../../src/records/generationRecord.ts';
import { FakeWorkspace } from './fakeWorkspace.ts';
import { documentUri, waitingPicture, type Order } from './waitingPictures.ts';

const text = '# Page\n\n![A red fox](images/fox.png)\n\n![A hare]()\n\n![An owl](birds/ "t")\n';
const foxFile = 'file:///w/docs/images/fox.png';

let workspace: FakeWorkspace;
let steps: Insertion['progress'][];

beforeEach(() => {
  workspace = new FakeWorkspace({ uri: documentUri, languageId: 'markdown', text, endOfLine: '\n' });
  steps = [];
});

function filling(markup: string, target: string, file: string | null, order: Partial<Order> = {}): Waiting {
  const words = /\[(.*?)\]/.exec(markup)?.[1] ?? '';
  const waiting = waitingPicture({ document: text, words: markup, position: { target, file }, ...order });
  return { ...waiting, record: { ...waiting.record, altText: words } };
}

const fox = (order: Partial<Order> = {}): Waiting =>
  filling('![A red fox](images/fox.png)', 'images/fox.png', foxFile, { id: 'fox', ...order });
const hare = (order: Partial<Order> = {}): Waiting =>
  filling('![A hare]()', '', null, { id: 'hare', ...order });
const owl = (): Waiting => {
  const waiting = filling('![An owl](birds/ "t")', 'birds/', null, { id: 'owl' });
  const delivery = { ...waiting.record.delivery, folder: 'file:///w/docs/birds' };
  return { ...waiting, record: { ...waiting.record, delivery } };
};

/** Delivers, and gives for each picture its file or why it is not there. */
async function deliver(...all: Waiting[]): Promise<Record<string, string>> {
  const results = await insertPictures(documentUri, all, workspace, (_, progress) => {
    steps.push(progress);
    return Promise.resolve();
  });
  return Object.fromEntries(
    results.map((result) => [result.waiting.record.id, 'picture' in result ? result.picture : result.why]),
  );
}

function bytesAt(file: string): string {
  return Buffer.from(workspace.files.get(file) ?? []).toString();
}

describe('a link whose file is missing', () => {
  test('gets its file, and the text stays as it is', async () => {
    expect(await deliver(fox())).toEqual({ fox: foxFile });
    expect([workspace.text, bytesAt(foxFile)]).toEqual([text, 'picture of ![A red fox](images/fox.png)']);
    expect(workspace.edits).toHaveLength(1);
  });

  test('gets a name where it has none, in one edit with all others', async () => {
    expect(await deliver(fox(), hare(), owl())).toEqual({
      fox: foxFile,
      hare: 'file:///w/docs/images/a-hare.png',
      owl: 'file:///w/docs/birds/an-owl.png',
    });
    expect(workspace.text).toBe(
      text.replace('hare]()', 'hare](images/a-hare.png)').replace('birds/', 'birds/an-owl.png'),
    );
    expect(workspace.edits).toHaveLength(1);
  });

  test('gets the path from the root of the site where it has none; another keeps its own form', async () => {
    workspace.roots = ['file:///w/docs'];
    const base = 'file:///w/blog/a.md';
    const elsewhere = [hare(), owl()].map((waiting): Waiting => {
      const delivery = { ...waiting.record.delivery, base };
      return { ...waiting, record: { ...waiting.record, delivery } };
    });
    await deliver(...elsewhere);
    expect(workspace.text).toBe(
      text.replace('hare]()', 'hare](/images/a-hare.png)').replace('birds/', 'birds/an-owl.png'),
    );
  });

  test('names the type of the bytes, where that is not the one of its extension', async () => {
    workspace.text = `${text}\n[![Again](./images/fox.png)](a.html) ![By name][fox]\n\n[fox]: images/fox.png\n`;
    const file = 'file:///w/docs/images/fox.jpg';
    expect(await deliver(fox({ type: 'jpeg' }))).toEqual({ fox: file });
    expect(workspace.text.match(/fox\.\w+/g)).toEqual(['fox.jpg', 'fox.jpg', 'fox.jpg']);
    expect([...workspace.files.keys()]).toEqual([file]);
  });

  test('is found wherever it stands by now, whatever its text is', async () => {
    workspace.text = 'New start.\n\n| ![A fox, in red](images/fox.png "t") |\n';
    expect(await deliver(fox())).toEqual({ fox: foxFile });
  });

  test('that is gone gets nothing', async () => {
    workspace.text = '# Page\n\n`![A red fox](images/fox.png)`\n\n![A hare](mine.png)\n';
    expect(await deliver(fox(), hare())).toEqual({ fox: 'placeGone', hare: 'placeGone' });
    expect([workspace.edits, workspace.files.size]).toEqual([[], 0]);
  });
});

describe('a file that came meanwhile', () => {
  test('stays as it is, and that is put down', async () => {
    workspace.files.set(foxFile, Buffer.from('mine'));
    expect(await deliver(fox(), hare())).toEqual({
      fox: 'fileCame',
      hare: 'file:///w/docs/images/a-hare.png',
    });
    expect(bytesAt(foxFile)).toBe('mine');
    expect(steps.filter(({ step }) => step !== 'begun')).toEqual([
      { step: 'overtaken' },
      { step: 'done', picture: 'file:///w/docs/images/a-hare.png' },
    ]);
  });

  test('between the look and the edit stays too, and keeps no other picture from its place', async () => {
    workspace.beforeEdit = () => {
      workspace.files.set(foxFile, Buffer.from('mine'));
      return false;
    };
    expect(await deliver(fox(), hare())).toEqual({
      fox: 'fileCame',
      hare: 'file:///w/docs/images/a-hare.png',
    });
    expect([bytesAt(foxFile), workspace.text]).toEqual([
      'mine',
      text.replace('hare]()', 'hare](images/a-hare.png)'),
    ]);
  });

  test('that is this very picture is the one', async () => {
    workspace.files.set(foxFile, fox().bytes);
    expect(await deliver(fox())).toEqual({ fox: foxFile });
    expect(workspace.edits).toEqual([]);
  });

  test('from another order of the same window stays', async () => {
    const second = fox({ id: 'second', bytes: Buffer.from('second') });
    expect(await deliver(fox(), second)).toEqual({ fox: foxFile, second: 'fileCame' });
    expect(bytesAt(foxFile)).toBe('picture of ![A red fox](images/fox.png)');
  });
});

describe('after a crash', () => {
  test('what was done is found, and not done twice', async () => {
    await deliver(fox(), hare());
    const begun = steps.filter(({ step }) => step === 'begun');
    expect(begun).toHaveLength(2);
    const again = await deliver(fox({ progress: begun[0]! }), hare({ progress: begun[1]! }));
    expect(again).toEqual({ fox: foxFile, hare: 'file:///w/docs/images/a-hare.png' });
    expect(workspace.edits).toHaveLength(1);
  });

  test('a file whose link was not saved gets its link', async () => {
    await deliver(hare());
    const [begun] = steps;
    workspace.text = text;
    expect(await deliver(hare({ progress: begun! }))).toEqual({ hare: 'file:///w/docs/images/a-hare.png' });
    expect([workspace.files.size, workspace.text]).toEqual([
      1,
      text.replace('hare]()', 'hare](images/a-hare.png)'),
    ]);
  });
});
