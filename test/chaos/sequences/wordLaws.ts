import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import type { Seen } from './seen.ts';

const unknownWords = 'It is not known whether RunComfy received the request';
const notSentWords = 'It was not sent before VS Code was closed.';
const notRecordedWords = 'The image was not ordered';

/** What waits for the person is told, and nothing is told that is not true. */
export function wordFaults(seen: Seen): string[] {
  return [...untold(seen), ...untrue(seen), ...cancelFaults(seen)];
}

/** One message stands for all of an order that ended in the same way. */
function untold({ records, open, said, happened }: Seen): string[] {
  const waiting = records.filter(({ state }) => state.step === 'unknown' || state.step === 'intended');
  const groups = Map.groupBy(
    waiting.filter(({ id }) => open.has(id)),
    ({ order, state }) =>
      JSON.stringify([order.id, state.step, state.step === 'unknown' ? state.failure.kind : '']),
  );
  const isDecided = ['pressed Dismiss', 'pressed Submit Again'].some((kind) => happened.has(kind));
  return [
    ...[...groups.values()].flatMap((group) => {
      const words = group[0]?.state.step === 'unknown' ? unknownWords : notSentWords;
      const isTold = group.some((record) => said.some((text) => text.includes(words) && names(text, record)));
      return isTold
        ? []
        : [`'${group[0]?.altText ?? ''}' is ${group[0]?.state.step ?? ''}, and that is not told`];
    }),
    ...waiting
      .filter(({ id }) => !open.has(id) && !isDecided)
      .map(({ altText, state }) => `'${altText}' is ${state.step}, and put away by nobody`),
  ];
}

function untrue({ records, ledger, said, heard, happened }: Seen): string[] {
  const named = said.filter((text) => text.includes('“'));
  const times = [...Map.groupBy(named, (text) => text).values()].map(({ length }) => length);
  const alone = records.filter(
    ({ altText }) => records.filter((other) => other.altText === altText).length === 1,
  );
  return [
    ...(Math.max(0, ...times) > hosts(happened) ? [`told twice: ${named.join(' | ')}`] : []),
    ...alone.flatMap((record) => {
      const isPaid = ledger.some(({ input }) => input['prompt'] === record.request.prompt);
      const about = said.filter((text) => names(text, record) && !text.includes('more:'));
      const saysUnpaid = about.some((text) => text.includes('Nothing was paid'));
      const saysUnknown = about.some((text) => text.includes(unknownWords));
      return [
        ...(isPaid && saysUnpaid ? [`'${record.altText}' is paid, and 'Nothing was paid' is said`] : []),
        ...(record.state.step === 'stored' && saysUnknown
          ? [`'${record.altText}' is stored, and told as unknown`]
          : []),
      ];
    }),
    ...([...heard, ...said].some((text) => text.includes(notRecordedWords)) &&
    !happened.has('fired diskError')
      ? ['the disk took all, and it is said that it did not']
      : []),
  ];
}

/** No more is said to be cancelled than is. */
/** How many extension hosts there were: what one of them told stands on when it is dead, and the next one tells it again. */
function hosts(happened: Seen['happened']): number {
  const ends = [...happened].filter(
    ([kind]) => ['kill', 'reload'].includes(kind) || kind.startsWith('fired kill'),
  );
  return ends.reduce((sum, [, times]) => sum + times, 1);
}

function cancelFaults({ records, heard, said }: Seen): string[] {
  const cancelled = records.filter(({ state }) => state.step === 'cancelled').length;
  const told = [...new Set([...heard, ...said])].reduce((sum, text) => sum + cancelledIn(text), 0);
  return told > cancelled ? [`${told} are said to be cancelled, and ${cancelled} are`] : [];
}

function cancelledIn(text: string): number {
  const several = /(\d+) generations cancelled/.exec(text)?.[1];
  return several === undefined ? (text.includes('Generation cancelled.') ? 1 : 0) : Number(several);
}

function names(text: string, { altText }: GenerationRecord): boolean {
  return text.includes(`“${altText}”`);
}
