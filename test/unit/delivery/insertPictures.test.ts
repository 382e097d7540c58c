import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { insertPictures } from '../../../src/delivery/insertPictures.ts';
import type { Waiting } from '../../../src/delivery/waiting.ts';
import type { DocumentNow } from '../../../src/delivery/workspace.ts';
import type { Insertion } from '../../../src/records/generationRecord.ts';
import { FakeWorkspace } from './fakeWorkspace.ts';
import { documentUri, folder, waitingPicture } from './waitingPictures.ts';

const text = 'A red fox.\n\nA grey hare.\n';
const foxFile = `${folder}/a-red-fox.png`;
const foxLink = '![A red fox](images/a-red-fox.png)';
const hareLink = '![A grey hare](images/a-grey-hare.png)';
const withFox = `A red fox.\n\n${foxLink}\n\nA grey hare.\n`;

const fox = waitingPicture({ document: text, words: 'A red fox' });
const hare = waitingPicture({ document: text, words: 'A grey hare' });
const foxBegun = { step: 'begun', picture: foxFile, markup: foxLink } as const;

interface Step {
  readonly id: string;
  readonly progress: Insertion['progress'];
}

let workspace: FakeWorkspace;
let steps: Step[];

beforeEach(() => {
  workspace = workspaceOf({});
  steps = [];
});

function workspaceOf(document: Partial<DocumentNow>): FakeWorkspace {
  return new FakeWorkspace({ uri: documentUri, languageId: 'markdown', text, endOfLine: '\n', ...document });
}

/** Delivers, and gives for each picture its file or why it is not there. */
async function deliver(...all: Waiting[]): Promise<Record<string, string>> {
  const results = await insertPictures(documentUri, all, workspace, ({ record }, progress) => {
    steps.push({ id: record.id, progress });
    return Promise.resolve();
  });
  expect(results).toHaveLength(all.length);
  expect(['inserted', 'notInserted']).toEqual(expect.arrayContaining(results.map(({ outcome }) => outcome)));
  return Object.fromEntries(
    results.map((result) => [result.waiting.record.id, 'picture' in result ? result.picture : result.why]),
  );
}

function fileIs(uri: string, { bytes }: Waiting): boolean {
  return Buffer.compare(workspace.files.get(uri) ?? new Uint8Array(), bytes) === 0;
}

describe('pictures are put into their document', () => {
  test('with their files, in one edit', async () => {
    expect(await deliver(fox, hare)).toEqual({ Aredfox: foxFile, Agreyhare: `${folder}/a-grey-hare.png` });
    expect(workspace.text).toBe(`A red fox.\n\n${foxLink}\n\nA grey hare.\n\n${hareLink}\n`);
    expect(workspace.edits).toHaveLength(1);
    expect([fileIs(foxFile, fox), fileIs(`${folder}/a-grey-hare.png`, hare)]).toEqual([true, true]);
  });

  test('also several of one generation at one place: one below the other, in one edit', async () => {
    const second = { ...fox, picture: { ...fox.picture, index: 2 }, bytes: hare.bytes };
    const results = await insertPictures(documentUri, [fox, second], workspace, () => Promise.resolve());
    expect(results.map(({ outcome }) => outcome)).toEqual(['inserted', 'inserted']);
    const secondLink = foxLink.replace('.png', '-1.png');
    expect(workspace.text).toBe(`A red fox.\n\n${foxLink}\n\n${secondLink}\n\nA grey hare.\n`);
    expect(workspace.edits).toHaveLength(1);
    expect(fileIs(`${folder}/a-red-fox-1.png`, second)).toBe(true);
  });

  test('and each step is put down before the next is done', async () => {
    const seen: unknown[] = [];
    await insertPictures(documentUri, [fox], workspace, (_, { step }) => {
      seen.push([step, workspace.edits.length]);
      return Promise.resolve();
    });
    expect(seen).toEqual([
      ['begun', 0],
      ['done', 1],
    ]);
  });

  test('both behind the block that both were ordered for', async () => {
    const grey = waitingPicture({ document: text, words: 'grey' });
    await deliver(grey, hare);
    expect(workspace.text).toContain(`A grey hare.\n\n![grey](images/grey.png)\n\n${hareLink}\n`);
  });

  test.each([
    ['html', '<p>A red fox</p>\n', '<p>A red fox</p>\n<img src="images/a-red-fox.png" alt="A red fox">\n'],
    ['typescript', '// A red fox\n', '// A red fox\n// images/a-red-fox.png\n'],
  ])('in the markup of %s', async (languageId, before, after) => {
    workspace = workspaceOf({ languageId, text: before });
    await deliver(waitingPicture({ document: before, words: 'A red fox' }));
    expect(workspace.text).toBe(after);
  });

  test('named from the root of the site that serves them, in a try after a crash too', async () => {
    workspace.roots = ['file:///w/docs/images'];
    const link = '![A red fox](/a-red-fox.png)';
    await deliver(fox);
    expect(workspace.text).toBe(withFox.replace(foxLink, link));
    expect(steps[0]?.progress).toEqual({ step: 'begun', picture: foxFile, markup: link });
    workspace.text = text;
    const { delivery } = fox.record;
    const progress = { step: 'begun', picture: foxFile, markup: link } as const;
    await deliver({ ...fox, record: { ...fox.record, delivery: { ...delivery, progress } } });
    expect([workspace.text, workspace.files.size]).toEqual([withFox.replace(foxLink, link), 1]);
  });

  test('with the line ends of the document', async () => {
    workspace = workspaceOf({ text: text.replaceAll('\n', '\r\n'), endOfLine: '\r\n' });
    await deliver(fox);
    expect(workspace.text).toBe(withFox.replaceAll('\n', '\r\n'));
  });
});

describe('no file is overwritten', () => {
  test('a name that is taken, before or in the same edit, gets a number', async () => {
    const mine = Buffer.from('mine');
    workspace.files.set(foxFile, mine);
    const again = waitingPicture({ document: text, words: 'A red fox', id: 'again' });
    const { Aredfox, again: second } = await deliver(fox, again);
    expect([Aredfox, second]).toEqual([`${folder}/a-red-fox-1.png`, `${folder}/a-red-fox-2.png`]);
    expect(workspace.files.get(foxFile)).toBe(mine);
    expect(workspace.text).toContain('![A red fox](images/a-red-fox-1.png)');
  });

  test('a name that is taken between the look and the edit gets a number', async () => {
    const mine = Buffer.from('mine');
    workspace.beforeEdit = () => {
      workspace.files.set(foxFile, mine);
      return false;
    };
    expect(await deliver(fox)).toEqual({ Aredfox: `${folder}/a-red-fox-1.png` });
    expect(workspace.files.get(foxFile)).toBe(mine);
  });

  test('whatever names are taken', async () => {
    const taken = fc.uniqueArray(fc.nat({ max: 8 }));
    await fc.assert(
      fc.asyncProperty(taken, fc.constantFrom('${slug}', 'pic', 'a-red-fox'), async (numbers, fileName) => {
        workspace = workspaceOf({});
        const stem = fileName === 'pic' ? 'pic' : 'a-red-fox';
        const names = numbers.map((each) => `${folder}/${stem}${each === 0 ? '' : `-${each}`}.png`);
        for (const name of names) {
          workspace.files.set(name, Buffer.from(name));
        }
        const first = waitingPicture({ document: text, words: 'A red fox', fileName });
        const second = waitingPicture({ document: text, words: 'A red fox', id: 'second', fileName });
        const files = Object.values(await deliver(first, second));
        expect(new Set([...names, ...files]).size).toBe(names.length + 2);
        expect(files.every((file) => file.startsWith(folder) && fileIs(file, first))).toBe(true);
        expect(names.every((name) => workspace.files.get(name)?.toString() === name)).toBe(true);
      }),
    );
  });
});

describe('the document is not as it was', () => {
  test('edited meanwhile, it keeps the place by its text', async () => {
    workspace.text = `Once upon a time.\n\n${text}`;
    await deliver(fox);
    expect(workspace.text).toBe(`Once upon a time.\n\n${withFox}`);
  });

  test('the place that was followed counts, where the text has become another', async () => {
    workspace.text = 'A huge fox.\n\nA grey hare.\n';
    workspace.followed.set(fox.record.id, { start: 0, end: 10 });
    await deliver(fox);
    expect(workspace.text).toBe(`A huge fox.\n\n${foxLink}\n\nA grey hare.\n`);
  });

  test.each([
    ['before', 'Here is A red fox, once more.\n\nA huge one.\n', 'A huge one.'],
    ['behind', 'A huge one.\n\nHere is A red fox, once more.\n', 'A huge one.'],
  ])('the place that was followed counts, though its words stand %s it now', async (_, changed, place) => {
    const start = changed.indexOf(place);
    workspace.text = changed;
    workspace.followed.set(fox.record.id, { start, end: start + place.length });
    await deliver(fox);
    expect(workspace.text).toContain(`${place}\n\n${foxLink}\n`);
  });

  test('changed between the look and the edit, it is looked at again', async () => {
    workspace.beforeEdit = () => {
      workspace.beforeEdit = null;
      workspace.text = `New.\n\n${text}`;
      return false;
    };
    expect(await deliver(fox)).toEqual({ Aredfox: foxFile });
    expect(workspace.text).toBe(`New.\n\n${withFox}`);
    expect(workspace.files.size).toBe(1);
  });

  test('closed while a file was looked for, it is opened again', async () => {
    const { document } = workspace;
    let looks = 0;
    workspace.exists = (uri) => {
      looks++;
      workspace.document = looks === 1 ? null : workspace.document;
      return Promise.resolve(workspace.files.has(uri));
    };
    workspace.openDocument = () => {
      workspace.document ??= document;
      return Promise.resolve(workspace.document);
    };
    expect(await deliver(fox)).toEqual({ Aredfox: foxFile });
    expect(workspace.text).toBe(withFox);
  });

  test('gone, nothing is done', async () => {
    workspace.document = null;
    expect(await deliver(fox, hare)).toEqual({ Aredfox: 'documentGone', Agreyhare: 'documentGone' });
    expect([workspace.files.size, steps]).toEqual([0, []]);
  });

  test('one place is gone: the other picture is put in', async () => {
    workspace.text = 'A red fox.\n';
    expect(await deliver(hare, fox)).toEqual({ Aredfox: foxFile, Agreyhare: 'placeGone' });
    expect([workspace.text, workspace.files.size]).toEqual([`A red fox.\n\n${foxLink}\n`, 1]);
    expect(steps.map(({ id, progress }) => [id, progress.step])).toEqual([
      ['Aredfox', 'begun'],
      ['Aredfox', 'done'],
    ]);
  });

  test('one place goes between the look and the edit: the other picture is put in', async () => {
    const exists = workspace.exists.bind(workspace);
    workspace.exists = (uri) => {
      workspace.text = 'A red fox.\n';
      return exists(uri);
    };
    expect(await deliver(fox, hare)).toEqual({ Aredfox: foxFile, Agreyhare: 'placeGone' });
    expect([workspace.text, workspace.files.size]).toEqual([`A red fox.\n\n${foxLink}\n`, 1]);
  });

  test('not editable, it is given up after a few tries, and nothing is left behind', async () => {
    let tries = 0;
    workspace.beforeEdit = () => {
      tries++;
      return true;
    };
    expect(await deliver(fox)).toEqual({ Aredfox: 'notEditable' });
    expect([
      workspace.text,
      workspace.files.size,
      steps.some(({ progress }) => progress.step === 'done'),
    ]).toEqual([text, 0, false]);
    expect(tries).toBeLessThanOrEqual(10);
  });
});

describe('what an earlier run has begun is completed, and not done twice', () => {
  const begun = waitingPicture({ document: text, words: 'A red fox', progress: foxBegun });

  test('file and link are there: only the record is completed', async () => {
    workspace.text = withFox;
    workspace.files.set(foxFile, fox.bytes);
    expect(await deliver(begun)).toEqual({ Aredfox: foxFile });
    expect([workspace.text, workspace.files.size, workspace.edits]).toEqual([withFox, 1, []]);
    expect(steps).toEqual([{ id: 'Aredfox', progress: { step: 'done', picture: foxFile } }]);
  });

  test('the file is there and its link is not: the link is made, to that file', async () => {
    workspace.files.set(foxFile, fox.bytes);
    expect(await deliver(begun)).toEqual({ Aredfox: foxFile });
    expect([workspace.text, workspace.files.size]).toEqual([withFox, 1]);
  });

  test('nothing is there: all of it is done', async () => {
    expect(await deliver(begun)).toEqual({ Aredfox: foxFile });
    expect([workspace.text, fileIs(foxFile, fox)]).toEqual([withFox, true]);
  });

  test('the file is now another one: it is left alone', async () => {
    const mine = Buffer.from('mine');
    workspace.files.set(foxFile, mine);
    expect(await deliver(begun)).toEqual({ Aredfox: `${folder}/a-red-fox-1.png` });
    expect(workspace.files.get(foxFile)).toBe(mine);
  });

  test('what is done stays, though a person took it back', async () => {
    const progress = { step: 'done', picture: foxFile } as const;
    await deliver(waitingPicture({ document: text, words: 'A red fox', progress }));
    expect([workspace.text, workspace.files.size]).toEqual([text, 0]);
  });

  test('a whole delivery, done again from its last record at any step, has one file and one link', async () => {
    await deliver(fox);
    for (const { progress } of steps.slice()) {
      await deliver(waitingPicture({ document: text, words: 'A red fox', progress }));
    }
    expect([workspace.text, workspace.files.size]).toEqual([withFox, 1]);
  });

  test('an edit that was told as refused, and was done all the same, is not done twice', async () => {
    const apply = workspace.apply.bind(workspace);
    workspace.apply = async (edit) => {
      await apply(edit);
      return false;
    };
    expect(await deliver(fox)).toEqual({ Aredfox: foxFile });
    expect([workspace.text, workspace.files.size, workspace.edits.length]).toEqual([withFox, 1, 1]);
  });

  test('an edit that was refused after its file was made leaves no second file', async () => {
    workspace.beforeEdit = () => {
      workspace.beforeEdit = null;
      workspace.files.set(foxFile, fox.bytes);
      return true;
    };
    expect(await deliver(fox)).toEqual({ Aredfox: foxFile });
    expect([workspace.text, workspace.files.size]).toEqual([withFox, 1]);
  });
});

describe("a picture that stands in a file of the person's", () => {
  const saved = `${folder}/saved.png`;
  const standing = { ...fox, standing: saved };

  test('is linked there, and no second file is made', async () => {
    workspace.files.set(saved, fox.bytes);
    expect(await deliver(standing)).toEqual({ Aredfox: saved });
    expect(workspace.text).toContain('![A red fox](images/saved.png)');
    expect(workspace.files.size).toBe(1);
  });

  test('gets a file of its own where that one has become another', async () => {
    workspace.files.set(saved, Buffer.from('mine'));
    expect(await deliver(standing)).toEqual({ Aredfox: foxFile });
    expect(workspace.files.get(saved)?.toString()).toBe('mine');
  });
});

describe('a text is replaced', () => {
  const replacing = waitingPicture({ document: text, words: 'A red fox', position: 'replace' });

  test('where it is as it was', async () => {
    await deliver(replacing);
    expect(workspace.text).toBe(`${foxLink}.\n\nA grey hare.\n`);
  });

  test('where it moved', async () => {
    workspace.text = `New.\n\n${text}`;
    await deliver(replacing);
    expect(workspace.text).toBe(`New.\n\n${foxLink}.\n\nA grey hare.\n`);
  });

  test('but not where the person wrote into it: then the picture stands behind it', async () => {
    workspace.text = 'A very red fox.\n\nA grey hare.\n';
    workspace.followed.set(replacing.record.id, { start: 0, end: 14 });
    await deliver(replacing);
    expect(workspace.text).toBe(`A very red fox.\n\n${foxLink}\n\nA grey hare.\n`);
  });
});

describe('what is not there is not told as success', () => {
  test('a link that did not stay', async () => {
    workspace.edited = () => text;
    expect(await deliver(fox)).toEqual({ Aredfox: 'notEditable' });
    expect(steps.map(({ progress }) => progress.step)).toEqual(['begun']);
  });

  test('a link that did not stay, where such a dangling one stood before', async () => {
    workspace = workspaceOf({ text: withFox });
    workspace.edited = () => withFox;
    expect(await deliver(fox)).toEqual({ Aredfox: 'notEditable' });
  });

  test('a link in a document that was closed at this moment', async () => {
    const apply = workspace.apply.bind(workspace);
    workspace.apply = async (edit) => {
      const applied = await apply(edit);
      workspace.document = null;
      return applied;
    };
    expect(await deliver(fox)).toEqual({ Aredfox: 'notEditable' });
  });

  test('a file that holds other bytes', async () => {
    workspace.readFile = () => Promise.resolve(Buffer.from('cut'));
    expect(await deliver(fox)).toEqual({ Aredfox: 'notEditable' });
  });
});
