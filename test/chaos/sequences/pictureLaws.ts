import {
  isInsertion,
  isSettled,
  type GenerationRecord,
  type StateAt,
} from '../../../src/records/generationRecord.ts';
import type { Seen, SeenPage } from './seen.ts';

type Stored = GenerationRecord & { readonly state: StateAt<'stored'> };

/** Pictures that are stored are whole, and where they were ordered for, once; the person's words are as they were. */
export function pictureFaults(seen: Seen): string[] {
  const stored = seen.records.filter((record): record is Stored => record.state.step === 'stored');
  return [
    ...stored.flatMap((record) => storeFaults(record, seen)),
    ...stored.flatMap((record) => placeFaults(record, seen)),
    ...savedFaults(stored, seen),
    ...seen.pages.flatMap(pageFaults),
    ...seen.claims
      .filter((claim) => !isExcused(claim, seen))
      .map((claim) => `a claim is still held: ${claim}`),
  ];
}

/** A disk that did not let go of a claim leaves it to the end of its window, and it holds nothing that is to be done. */
function isExcused(claim: string, { records, happened }: Seen): boolean {
  const record = records.find(({ id }) => claim.startsWith(id));
  return happened.has('fired diskError') && record !== undefined && isSettled(record);
}

function storeFaults({ altText, state }: Stored, { stored }: Seen): string[] {
  return state.pictures
    .filter(({ sha256 }) => !stored.some((picture) => picture.sha256 === sha256 && picture.isWhole))
    .map(({ index }) => `'${altText}' is lost: picture ${index} is not in the store`);
}

function placeFaults(record: Stored, seen: Seen): string[] {
  const { altText, state, delivery } = record;
  const hashes = state.pictures.map(({ sha256 }) => sha256);
  const links = seen.pages
    .flatMap((page) => page.links)
    .filter(({ sha256 }) => hashes.includes(sha256)).length;
  const page = seen.pages.find((each) => each.page.ordered.includes(altText));
  const isDone = isInsertion(record) && record.delivery.progress.step === 'done';
  const isOffered = seen.said.some(
    (text) => text.includes(`“${altText}”`) && text.includes('The image is kept.'),
  );
  const isExcused = page?.page.isThere !== true || page.page.touched.has(altText);
  return [
    ...(links > 1 ? [`'${altText}' is linked ${links} times`] : []),
    ...(delivery.kind === 'show' && links > 0 ? [`'${altText}' is linked, and nobody wanted that`] : []),
    ...(isDone && links === 0 && page?.page.isThere === true
      ? [`'${altText}' is said to be inserted, and is not`]
      : []),
    ...(isInsertion(record) && !isDone && !isOffered
      ? [`'${altText}' is stored, and neither inserted nor offered`]
      : []),
    ...(isInsertion(record) && !isDone && !isExcused
      ? [`'${altText}' is not inserted, though its place is there`]
      : []),
  ];
}

/** Nothing half, nothing that belongs to no picture, and no picture twice. */
function savedFaults(stored: readonly Stored[], { saved, pages }: Seen): string[] {
  const known = new Set(stored.flatMap(({ state }) => state.pictures.map(({ sha256 }) => sha256)));
  const linked = pages.flatMap(({ links }) => links);
  return [
    ...saved.filter(({ isWhole }) => !isWhole).map(({ file }) => `half a file: ${file}`),
    ...saved
      .filter(({ sha256, isWhole }) => isWhole && !known.has(sha256))
      .map(({ file }) => `whose is ${file}?`),
    ...saved
      .filter(({ sha256, file }) => saved.some((other) => other.sha256 === sha256 && other.file < file))
      .map(({ file }) => `saved twice: ${file}`),
    ...linked.filter(({ isWhole }) => !isWhole).map(({ file }) => `a link leads to no picture: ${file}`),
  ];
}

function pageFaults({ page, text }: SeenPage): string[] {
  return text === null || page.hasWordsOf(text)
    ? []
    : [`the person's words are changed in ${page.file}: ${JSON.stringify(text)}`];
}
