import { expect } from 'vitest';
import {
  isInsertion,
  type GenerationRecord,
  type InsertionRecord,
} from '../../../src/records/generationRecord.ts';
import { documentUri, type SequenceWorld } from './sequenceWorld.ts';
import { documentCount } from './steps.ts';

/** What is true at the end, whatever happened on the way. */
export function judge(world: SequenceWorld): void {
  expect(world.broken).toEqual([]);
  const records = world.records().map(({ record }) => record);
  const ids = records.map(({ id }) => id);
  expect(new Set(ids).size, `one record of each generation: ${ids.join(', ')}`).toBe(ids.length);
  judgePayments(world, records);
  for (const record of records) {
    judgeRecord(world, record);
  }
  for (let at = 0; at < documentCount; at++) {
    judgeDocument(world, records, documentUri(at));
  }
  expect([...world.documents.created.values()].filter((times) => times > 1)).toEqual([]);
  for (const { generations } of world.alive()) {
    expect(
      ids.filter((id) => generations.isHeld(id)),
      'held for ever',
    ).toEqual([]);
  }
}

/** Nothing is paid that the person did not ask for, and of each order no more than one job. */
function judgePayments({ submits, asked }: SequenceWorld, records: readonly GenerationRecord[]): void {
  for (const [seed, times] of asked) {
    const sent = submits.filter((each) => each.seed === seed);
    expect(sent.length, `submits of seed ${seed}`).toBeLessThanOrEqual(times);
    const orders = records.filter(({ request }) => request.seed === seed);
    expect(orders.length, `records of seed ${seed}`).toBeLessThanOrEqual(times);
  }
  for (const { record } of submits) {
    expect(records.map(({ id }) => id)).toContain(record);
  }
}

function judgeRecord(world: SequenceWorld, record: GenerationRecord): void {
  const { id, state } = record;
  if (world.removed.has(id)) {
    return;
  }
  const [job] = world.jobsOf(id);
  const isKnown = job !== undefined && world.known.has(job);
  const where = `${id} is ${state.step}, its job ${job ?? 'none'}${isKnown ? '' : ', not on disk'}`;
  switch (state.step) {
    case 'intended':
    case 'rejected':
      expect(job, where).toBeUndefined();
      break;
    case 'unknown':
      expect(isKnown, where).toBe(false);
      break;
    case 'stored':
      expect(world.service.stateOf(job ?? '').state, where).toBe('succeeded');
      expect(state.pictures, where).toHaveLength(record.request.numImages);
      expect(
        state.pictures.every(({ path }) => world.disk.files.has(path ?? '')),
        where,
      ).toBe(true);
      break;
    case 'failed':
      // A service that named no picture for a minute has said so itself.
      if (state.failure.kind !== 'noPicture') {
        expect(world.service.stateOf(job ?? '').state, where).toBe('failed');
      }
      break;
    case 'cancelled':
      expect(job === undefined ? 'unsent' : world.service.stateOf(job).state, where).toBe(
        state.requestId === null ? 'unsent' : 'cancelled',
      );
      break;
    case 'submitting':
    case 'accepted':
    case 'finished':
      expect.unreachable(`left: ${where}`);
  }
  if (isInsertion(record) && state.step === 'stored') {
    judgeInsertion(world, record);
  }
}

/** It stands in its document, or it was told that it does not. */
function judgeInsertion(
  { documents, offered }: SequenceWorld,
  { id, altText, delivery }: InsertionRecord,
): void {
  const page = documents.pages.get(delivery.document);
  const isPlaceLeft = page?.own.includes(`${altText}\n`) === true;
  if (delivery.progress.step === 'done') {
    expect(documents.files.has(delivery.progress.picture), `${id} has its file`).toBe(true);
  } else {
    expect(isPlaceLeft, `the place of ${id} is left`).toBe(false);
    expect(offered.has(id), `it was told that ${id} is not in its document`).toBe(true);
  }
}

/** Each picture is linked once, and what the person wrote stands there as it was written. */
function judgeDocument(world: SequenceWorld, records: readonly GenerationRecord[], uri: string): void {
  const page = world.documents.pages.get(uri);
  if (page === undefined) {
    return;
  }
  const lines = page.text.split('\n').filter((line) => line.trim() !== '');
  const links = lines.filter((line) => line.startsWith('!['));
  const linked = records.filter(
    ({ id, delivery }) =>
      delivery.kind === 'insert' &&
      delivery.document === uri &&
      (delivery.progress.step === 'done' ||
        // What the person removes while nobody has put down that it stands goes on standing.
        (delivery.progress.step === 'begun' &&
          world.removed.has(id) &&
          links.includes(delivery.progress.markup))),
  );
  expect(links).toHaveLength(linked.length);
  expect(new Set(links).size).toBe(links.length);
  expect(lines.filter((line) => !line.startsWith('!['))).toEqual(
    page.own.split('\n').filter((line) => line.trim() !== ''),
  );
}
