import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertPictures } from '../../../src/delivery/insertPictures.ts';
import { FollowedPlace, type DocumentChange } from '../../../src/documents/followedPlace.ts';
import { remember, type Range } from '../../../src/documents/keptPlace.ts';
import {
  aimed,
  apart,
  changesText,
  editSteps,
  paragraphs,
  wholeLineBreak,
  type EditStep,
} from '../../support/editSteps.ts';
import { EditedText } from '../../support/editedText.ts';
import type { Rewriting } from '../../support/letteredText.ts';
import { isLinkedBehind, paragraphEnd } from '../../support/linkAfterBlock.ts';
import { FakeWorkspace } from './fakeWorkspace.ts';
import { documentUri, folder, waitingPicture } from './waitingPictures.ts';

const jobs = ['fox', 'hen', 'owl'];

/** A document with the places of several jobs, and the model of it. */
class World {
  readonly model: EditedText;
  readonly #places = new Map<string, FollowedPlace>();
  readonly #taken = new Map<string, ReturnType<typeof remember>>();

  constructor(text: string) {
    this.model = new EditedText(text);
  }

  /** Jobs are ordered for these stretches; numbers that are too large count from the start again. */
  take(stretches: readonly (readonly [number, number])[]): void {
    const { text } = this.model;
    for (const [at, [offset, length]] of stretches.entries()) {
      const start = wholeLineBreak(text, offset % text.length);
      const range = { start, end: wholeLineBreak(text, Math.min(text.length, start + length)) };
      const name = jobs[at] ?? '';
      this.model.take(name, range);
      this.#places.set(name, new FollowedPlace(range, text));
      this.#taken.set(name, remember(text, range));
    }
  }

  async do(step: EditStep): Promise<void> {
    const { model } = this;
    const placeOf = (at: number): Range | null => model.place(jobs[at % Math.max(1, this.#taken.size)] ?? '');
    switch (step.does) {
      case 'edit': {
        const all = step.aims.map((aim) => aimed(aim, model.text, placeOf(aim.place)));
        const rewritings = apart(all);
        if (changesText(model.text, rewritings)) {
          model.edit(rewritings);
        }
        this.#told(rewritings, 'edit');
        return;
      }
      case 'type': {
        const { offset } = aimed(step.aim, model.text, placeOf(step.aim.place));
        for (const [at, key] of Array.from(step.keys).entries()) {
          model.type(offset + at, key, at > 0);
          this.#told([{ offset: offset + at, removed: 0, text: key }], 'edit');
        }
        return;
      }
      case 'undo':
      case 'redo': {
        const before = model.text;
        model[step.does]();
        this.#told(difference(before, model.text), step.does);
        return;
      }
      case 'format': {
        const { text } = model;
        const formatted = text.replaceAll(/(?:\r?\n){2,}/g, '$&$&');
        if (formatted !== text) {
          const rewritings = [{ offset: 0, removed: text.length, text: formatted }];
          model.edit(rewritings);
          this.#told(rewritings, 'edit');
        }
        return;
      }
      case 'convert': {
        const { text } = model;
        model.convert(text.includes('\r\n') ? '\n' : '\r\n');
        this.#told([{ offset: 0, removed: text.length, text: model.text }], 'edit');
        return;
      }
      case 'reopen':
        this.#reopen(() => undefined);
        return;
      case 'changeUnseen':
        this.#reopen(() => {
          const { text } = model;
          const written = step.text.replaceAll('\n', text.includes('\r\n') ? '\r\n' : '\n');
          model.changeUnseen({ offset: step.at === 'start' ? 0 : text.length, removed: 0, text: written });
        });
        return;
      case 'deliver':
        await this.deliver(jobs[step.job] ?? '');
    }
  }

  /** Every place is where the model has it. */
  check(): void {
    for (const [name, place] of this.#places) {
      const expected = this.model.place(name);
      if (expected !== null) {
        expect({ name, range: place.range }).toEqual({ name, range: expected });
      }
    }
  }

  /** Link and file come in one edit, behind the block with what is left of the place, and nothing else changes. */
  async deliver(name: string): Promise<void> {
    const place = this.#places.get(name);
    const taken = this.#taken.get(name);
    if (place === undefined || taken === undefined) {
      return;
    }
    const { model } = this;
    const before = model.text;
    const endOfLine = before.includes('\r\n') ? '\r\n' : '\n';
    const workspace = new FakeWorkspace({
      uri: documentUri,
      languageId: 'markdown',
      text: before,
      endOfLine,
    });
    if (place.range !== null) {
      workspace.followed.set(name, place.range);
    }
    const waiting = waitingPicture({ document: name, words: name });
    const { record } = waiting;
    const ordered = { ...waiting, record: { ...record, delivery: { ...record.delivery, place: taken } } };
    const [result] = await insertPictures(documentUri, [ordered], workspace, () => Promise.resolve());
    const expected = model.place(name);
    if (result?.outcome !== 'inserted') {
      expect([result, expected, workspace.text]).toMatchObject([{ why: 'placeGone' }, null, before]);
      return;
    }
    const link = `![${name}](images/${name}.png)`;
    if (expected !== null) {
      const end = paragraphEnd(before, expected);
      expect({
        before,
        after: workspace.text,
        is: isLinkedBehind(end, { before, after: workspace.text, link }),
      }).toMatchObject({ is: true });
    }
    expect(workspace.edits).toHaveLength(1);
    expect(workspace.edits[0]).toMatchObject({ files: [{ uri: `${folder}/${name}.png` }], changes: [{}] });
    this.#places.delete(name);
    const changes = (workspace.edits[0]?.changes ?? []).map(({ start, end, text }) => ({
      offset: start,
      removed: end - start,
      text,
    }));
    model.edit(changes);
    expect(model.text).toBe(workspace.text);
    this.#told(changes, 'edit');
  }

  #told(rewritings: readonly Rewriting[], reason: DocumentChange['reason']): void {
    const changes = rewritings.map(({ offset, removed, text }) => ({
      offset,
      removed,
      inserted: text.length,
    }));
    for (const place of this.#places.values()) {
      place.changed({ changes, reason, text: this.model.text });
    }
  }

  #reopen(meanwhile: () => void): void {
    for (const place of this.#places.values()) {
      place.closed();
    }
    meanwhile();
    for (const place of this.#places.values()) {
      place.opened(this.model.text);
    }
  }
}

/** An editor tells what is undone as the least that is another. */
function difference(before: string, after: string): Rewriting[] {
  if (before === after) {
    return [];
  }
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    { offset: start, removed: before.length - end - start, text: after.slice(start, after.length - end) },
  ];
}

const places = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 25 })), { minLength: 1, maxLength: 3 });

test(
  'every place follows every edit, and its link comes behind what is left of it',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        paragraphs,
        fc.boolean(),
        editSteps,
        places,
        editSteps,
        async (text, isWindows, before, taken, steps) => {
          const world = new World(text);
          const all: EditStep[] = [
            ...steps,
            ...jobs.flatMap((_, job) => [
              { does: 'deliver', job } as const,
              { does: 'undo' } as const,
              { does: 'redo' } as const,
            ]),
          ];
          for (const step of [...(isWindows ? [{ does: 'convert' } as const] : []), ...before]) {
            await world.do(step);
          }
          if (world.model.text.length < 2) {
            return;
          }
          world.take(taken);
          for (const step of all) {
            await world.do(step);
            world.check();
          }
        },
      ),
      { numRuns: Number(process.env['Z_IMAGE_PLACES'] ?? 2000) },
    );
  },
);
