import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkPicture } from '../../src/images/checkPicture.ts';
import { isSamePicture } from '../../src/images/samePicture.ts';
import { isSettled, type GenerationRecord } from '../../src/records/generationRecord.ts';
import { until } from '../launch/until.ts';
import type { ChaosHost } from './chaosHost.ts';

/** What became of one order, counted from the service's ledger and from the disk. */
export interface Verdict {
  readonly paid: number;
  /** The step of the record; null where none was ever put down. */
  readonly step: GenerationRecord['state']['step'] | null;
  readonly isPaused: boolean;
  /** Links to the picture in the document. */
  readonly links: number;
  /** What breaks a law. */
  readonly problems: readonly string[];
}

const unknownWords = 'It is not known whether RunComfy received the request';
const notSentWords = 'It was not sent before VS Code was closed.';

/** Waits until nothing more will come of an order by itself, and judges it by the laws. */
export async function judge(host: ChaosHost, prompt: string, file: string): Promise<Verdict> {
  const record = await until(`the end of '${prompt}'`, () => endOf(host.records(prompt)), 90_000).catch(
    () => host.records(prompt)[0] ?? null,
  );
  const step = record?.state.step ?? null;
  const said = (await wordsOf(host, step)).filter((text) => isAbout(text, prompt));
  const ledger = (await host.runcomfy.ledger()).filter(({ input }) => input['prompt'] === prompt);
  const text = await host.text(file);
  const links = text.split('![').length - 1;
  const paid = ledger.length;
  const completed = ledger.some(({ history }) => history.some(({ state }) => state === 'completed'));
  const isPaused = record !== null && record.paused !== null;
  const problems = [
    ...(paid > 1 ? [`paid ${paid} times`] : []),
    ...(host.records(prompt).length > 1 ? ['two records'] : []),
    ...(links > 1 ? [`inserted ${links} times`] : []),
    ...lossOf(record, { paid, completed, links }),
    ...wordFaults(said, step, paid),
    ...fileFaults(host, record, text, file),
  ];
  return { paid, step, isPaused, links, problems };
}

/** What was said of an earlier order, and late, is not said of this one; nor is what the editor says of a host that ended. */
function isAbout(text: string, prompt: string): boolean {
  const named = /“([^”]*)”/.exec(text)?.[1];
  return named === undefined ? !text.includes('xtension host') : named === prompt;
}

/** Null where nothing was put down, undefined where more is to come. */
function endOf([record]: readonly GenerationRecord[]): GenerationRecord | null | undefined {
  if (record === undefined) {
    return null;
  }
  const { state, paused } = record;
  const waits = state.step === 'intended' || state.step === 'unknown' || paused !== null;
  return waits || isSettled(record) ? record : undefined;
}

function lossOf(
  record: GenerationRecord | null,
  { paid, completed, links }: { readonly paid: number; readonly completed: boolean; readonly links: number },
): string[] {
  if (paid === 0) {
    return record !== null && ['stored', 'failed'].includes(record.state.step)
      ? ['a job that nobody paid']
      : [];
  }
  if (record === null) {
    return ['lost: paid, and no record'];
  }
  switch (record.state.step) {
    case 'stored':
      return links === 1 ? [] : ['lost: stored, and not in the document'];
    case 'unknown':
      return [];
    case 'accepted':
    case 'finished':
      return completed && record.paused === null ? [`lost: left as ${record.state.step}`] : [];
    case 'failed':
      return completed ? ['lost: said to have failed'] : [];
    case 'cancelled':
      return completed ? ['lost: said to be cancelled'] : [];
    case 'intended':
    case 'submitting':
    case 'rejected':
      return [`paid, and the record says ${record.state.step}`];
  }
}

/** What waits for the person must be said; an order that is told so late is waited for. */
async function wordsOf(host: ChaosHost, step: Verdict['step']): Promise<string[]> {
  const awaited = step === 'unknown' ? unknownWords : step === 'intended' ? notSentWords : null;
  return until(
    'the words for it',
    async () => {
      const said = await host.notifications();
      return awaited === null || said.some((text) => text.includes(awaited)) ? said : undefined;
    },
    15_000,
  ).catch(() => host.notifications());
}

function wordFaults(said: readonly string[], step: Verdict['step'], paid: number): string[] {
  const says = (words: string): boolean => said.some((text) => text.includes(words));
  return [
    ...(step === 'unknown' && !says(unknownWords) ? ['the unknown outcome is not told'] : []),
    ...(step === 'intended' && !says(notSentWords) ? ['what was not sent is not told'] : []),
    ...(paid > 0 && says('Nothing was paid') ? ["'Nothing was paid' was said"] : []),
    ...(step !== 'cancelled' && says('Generation cancelled') ? ["'cancelled' was said"] : []),
    ...(new Set(said).size < said.length ? [`told twice: ${said.join(' | ')}`] : []),
    ...(step === 'stored' && says(unknownWords) ? ['told as unknown, and known'] : []),
  ];
}

/** No half file anywhere, and the picture in the document is the one that was stored. */
function fileFaults(host: ChaosHost, record: GenerationRecord | null, text: string, file: string): string[] {
  const [, target = ''] = /!\[[^\]]*\]\(([^)]+)\)/.exec(text) ?? [];
  const linked = target === '' ? null : join(dirname(file), decodeURI(target));
  const known =
    record?.state.step === 'stored' ? record.state.pictures.flatMap(({ path }) => path ?? []) : [];
  return [
    ...[join(host.workspace, 'images'), join(host.storage, 'pictures')].flatMap(halfFiles),
    ...(linked !== null && !existsSync(linked) ? ['the link leads nowhere'] : []),
    ...(linked !== null &&
    existsSync(linked) &&
    !known.some((path) => isSamePicture(readFileSync(linked), readFileSync(join(host.storage, path))))
      ? ['another picture is linked']
      : []),
  ];
}

function halfFiles(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => checkPicture(readFileSync(join(folder, name))).outcome !== 'whole')
    .map((name) => `half a file: ${name}`);
}
