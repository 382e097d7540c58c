import { beforeEach, expect, test } from 'vitest';
import { exportPictures, type Export } from '../../../src/delivery/exportPictures.ts';
import { FakeWorkspace } from './fakeWorkspace.ts';
import { documentUri, waitingPicture } from './waitingPictures.ts';

const folder = 'file:///elsewhere/my%20export';
const pictures = ['A red fox', 'A red fox', '狐雪中'].map((words, at) => {
  const { record, picture, bytes } = waitingPicture({
    document: words,
    words,
    bytes: Buffer.from(`picture ${at}`),
  });
  return { record, picture, file: bytes };
});

let workspace: FakeWorkspace;

beforeEach(() => {
  workspace = new FakeWorkspace({ uri: documentUri, languageId: 'markdown', text: '', endOfLine: '\n' });
});

function run(): Promise<Export> {
  return exportPictures(folder, pictures, workspace);
}

function requests(name = 'requests.json'): readonly Readonly<Record<string, unknown>>[] {
  const bytes = workspace.files.get(`${folder}/${name}`) ?? new Uint8Array();
  return JSON.parse(Buffer.from(bytes).toString()) as readonly Readonly<Record<string, unknown>>[];
}

test('each picture is a file of its own, and the requests name them', async () => {
  expect(await run()).toEqual({ outcome: 'exported', count: 3 });
  const told = requests();
  expect(told.map(({ prompt, seed }) => [prompt, seed])).toEqual([
    ['A red fox, in ink', 7],
    ['A red fox, in ink', 7],
    ['狐雪中, in ink', 7],
  ]);
  const files = told.map(({ file }) => `${folder}/${encodeURIComponent(String(file))}`);
  expect(files.map((file) => workspace.files.get(file))).toEqual(pictures.map(({ file }) => file));
  expect(workspace.files.size).toBe(4);
});

test('nothing that stands there is written over, and a second export has a list of its own', async () => {
  const mine = Buffer.from('mine');
  workspace.files.set(`${folder}/a-red-fox.png`, mine);
  workspace.files.set(`${folder}/requests.json`, mine);
  await run();
  expect(workspace.files.get(`${folder}/a-red-fox.png`)).toBe(mine);
  expect(workspace.files.get(`${folder}/requests.json`)).toBe(mine);
  expect(requests('requests-1.json').map(({ file }) => file)).toContain('a-red-fox-1.png');
});

test('a disk that is full in the midst leaves what stands, and that is told', async () => {
  let writes = 0;
  const create = workspace.createFile.bind(workspace);
  workspace.createFile = (uri, bytes) => {
    writes++;
    return writes > 2 ? Promise.reject(new Error('ENOSPC')) : create(uri, bytes);
  };
  expect(await run()).toEqual({ outcome: 'notExported', count: 2, failure: new Error('ENOSPC') });
  expect(workspace.files.size).toBe(2);
});
