import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { editSteps } from '../support/editSteps.ts';
import { behindLine, isLinkedBehind, paragraphEnd } from '../support/linkAfterBlock.ts';
import { EditedDocument } from './support/editedDocument.ts';
import { begin, end, fileExists, generateAndInsert, openNew, runcomfy, select } from './support/scene.ts';

const kinds = ['in front', 'in the background', 'with two jobs'] as const;
type Kind = (typeof kinds)[number];

interface Chosen {
  readonly own: string;
  readonly prompt: string;
  readonly name: string;
}

/** A document with two stretches to choose, of words that no other test orders. */
function written(seed: number): { readonly text: string; readonly stretches: readonly Chosen[] } {
  const mark = String.fromCharCode('b'.charCodeAt(0) + seed);
  const one = `elk,${mark}\nroe`;
  const two = `ox,${mark}\n\nelk,elk`;
  const endOfLine = seed % 2 === 0 ? '\r\n' : '\n';
  const inLines = (text: string): string => text.replaceAll('\n', endOfLine);
  return {
    text: inLines(`roe,ox\n\n${one},ox\n\na,a,a\nroe,${two},b\n\nelk\n`),
    stretches: [
      { own: inLines(one), prompt: `elk,${mark} roe`, name: `elk-${mark}-roe` },
      { own: inLines(two), prompt: two, name: `ox-${mark}-elk-elk` },
    ],
  };
}

/** The file of the only picture whose name begins so, and its link in the text. */
function linkIn(document: string, name: string): { readonly link: string; readonly path: string } {
  const [link = '', path = ''] = new RegExp(`!\\[[^\\]]*\\]\\((images/${name}[^)]*)\\)`).exec(document) ?? [];
  return { link, path };
}

/** Jobs are held while their document is edited; then each link is where the model says, and is undone with its file. */
async function play(seed: number, kind: Kind): Promise<void> {
  const { text, stretches } = written(seed);
  const editor = await openNew('page.md', text);
  const { document } = editor;
  await runcomfy.hold({ at: 'in_progress' });
  const chosen = kind === 'with two jobs' ? stretches : stretches.slice(seed % 2).slice(0, 1);
  const done: Promise<void>[] = [];
  for (const { own, prompt } of chosen) {
    select(editor, own);
    done.push(generateAndInsert(prompt));
    await runcomfy.waitForJob({ prompt, state: 'in_progress' });
  }
  const front = kind === 'in the background' ? (await openNew('front.md', 'Front.\n')).document : null;
  const edited = new EditedDocument(document, front);
  for (const { own, name } of chosen) {
    const start = document.getText().indexOf(own);
    edited.model.take(name, { start, end: start + own.length });
  }
  const [steps = []] = fc.sample(editSteps, { seed, numRuns: 1 });
  for (const step of steps) {
    await edited.do(step);
  }
  const paths: string[] = [];
  for (const [at, { name, prompt }] of chosen.entries()) {
    const before = document.getText();
    const place = edited.model.place(name);
    assert(place !== null);
    await runcomfy.release({ prompt });
    await done[at];
    const after = document.getText();
    const { link, path } = linkIn(after, name);
    const lineEnd = paragraphEnd(before, place);
    assert(isLinkedBehind(lineEnd, { before, after, link }), JSON.stringify({ place, before, after, steps }));
    const offset = behindLine(before, lineEnd);
    const inserted = after.slice(offset, offset + after.length - before.length);
    edited.model.edit([{ offset, removed: 0, text: inserted }]);
    paths.push(path);
  }
  const fileOf = (path: string): vscode.Uri => vscode.Uri.joinPath(document.uri, '..', path);
  for (const command of ['undo', 'redo'] as const) {
    for (const path of command === 'undo' ? paths.toReversed() : paths) {
      assert.equal(await fileExists(fileOf(path)), command === 'undo');
      await edited.step(command);
      edited.check(command);
      assert.equal(await fileExists(fileOf(path)), command === 'redo');
    }
  }
  await runcomfy.release();
}

describe('A place that is edited while its picture is made', () => {
  beforeEach(begin);
  afterEach(end);

  for (let seed = 1; seed <= 6; seed++) {
    const kind = kinds[seed % kinds.length] ?? 'in front';
    it(`is kept ${kind}, seed ${seed}`, () => play(seed, kind));
  }
});
