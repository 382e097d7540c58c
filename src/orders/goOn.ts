import type { GenerationRecord, StateAt } from '../records/generationRecord.ts';
import type { Ended } from './orderResult.ts';
import type { OrderTools } from './orderTools.ts';
import type { Orders } from './orders.ts';

/** Why it is looked what is open: the window starts, the person comes back to it, or there is another token. */
export type GoOnOccasion = 'start' | 'return' | 'newToken';

/** Tells the person what was found, and does what is chosen. Not waited for: a message may stand for hours. */
export interface FoundTelling {
  /** Generations that ended in the same way. */
  tellGroup(group: readonly Ended[]): Promise<void>;
  tellNotSent(records: readonly GenerationRecord[]): Promise<void>;
}

type Step = GenerationRecord['state']['step'];

interface GoOnTools extends Pick<OrderTools, 'book' | 'clock' | 'generations' | 'log' | 'workspaceKey'> {
  readonly orders: Orders;
  readonly telling: FoundTelling;
}

const seconds = 1000;
/** When VS Code starts, its windows do so together: each is given the time to take what is its own. */
const foreignGrace = 5 * seconds;
const longestLook = 60 * seconds;

/**
 * Goes on with what earlier windows left open: what was sent is followed to its end, what was not waits for the
 * person, and what was being sent is told as unknown. What another window carries on is left to it, and what goes
 * wrong with one order keeps no other from going on. Throws the first of such faults when all is done.
 */
export async function goOn(occasion: GoOnOccasion, tools: GoOnTools): Promise<void> {
  const { book, generations, workspaceKey } = tools;
  const open = (await book.loadOpen()).filter(({ id }) => !generations.isHeld(id));
  const due = open.filter((record) => isDue(record, occasion));
  const isOurs = ({ workspace }: GenerationRecord): boolean => workspace === workspaceKey();
  const ours = Map.groupBy(due.filter(isOurs), ({ order }) => order.id);
  await all([
    ...[...ours.values()].map((order) => goOnWithOrder(order, occasion, tools)),
    fetchForeign(
      due.filter((record) => !isOurs(record)),
      occasion,
      tools,
    ),
  ]);
}

/** What waits for the person is told at the start, and was told when it came to wait. */
function isDue({ state, paused }: GenerationRecord, occasion: GoOnOccasion): boolean {
  switch (state.step) {
    case 'accepted':
    case 'finished':
      return occasion !== 'return' || paused === null;
    case 'submitting':
      return occasion !== 'newToken';
    case 'intended':
    case 'unknown':
    case 'stored':
    case 'rejected':
    case 'failed':
    case 'cancelled':
      return occasion === 'start';
  }
}

async function goOnWithOrder(
  order: readonly GenerationRecord[],
  occasion: GoOnOccasion,
  tools: GoOnTools,
): Promise<void> {
  const taken = await takeDue(order, occasion, tools);
  const others = order.filter(({ id }) => !taken.some((record) => record.id === id));
  await all([carryOnOurs(taken, tools), occasion === 'start' ? goOnLater(others, tools) : Promise.resolve()]);
}

async function carryOnOurs(ours: readonly GenerationRecord[], tools: GoOnTools): Promise<void> {
  const { orders } = tools;
  for (const record of ours) {
    orders.followPlace(record);
  }
  const at = (...steps: readonly Step[]): GenerationRecord[] =>
    ours.filter(({ state }) => steps.includes(state.step));
  const notFollowed: readonly Step[] = ['intended', 'submitting', 'unknown', 'cancelled'];
  const following = ours.filter(({ state }) => !notFollowed.includes(state.step));
  await all([
    ...ours.filter(isCancelled).map((record) => orders.putAway(record)),
    following.length > 0 ? orders.carryOn(following) : Promise.resolve(),
    tellUnknown(at('submitting', 'unknown'), tools),
    tellNotSent(at('intended'), tools),
  ]);
}

function isCancelled(
  record: GenerationRecord,
): record is GenerationRecord & { readonly state: StateAt<'cancelled'> } {
  return record.state.step === 'cancelled';
}

/**
 * What another window had at our start is ours to deliver when that window lets go of it, or ends: one on another
 * workspace brings the pictures home and no further.
 */
async function goOnLater(held: readonly GenerationRecord[], tools: GoOnTools): Promise<void> {
  const { book, clock, generations } = tools;
  let left = held.map(({ id }) => id);
  for (let wait = foreignGrace; left.length > 0; wait = Math.min(longestLook, wait * 2)) {
    await clock.wait(wait, generations.suspended);
    if (generations.suspended.aborted) {
      return;
    }
    const open = await book.loadOpen();
    const due = open.filter(
      (record) => left.includes(record.id) && !generations.isHeld(record.id) && isDue(record, 'start'),
    );
    const taken = await takeDue(due, 'start', tools);
    left = due.map(({ id }) => id).filter((id) => !taken.some((record) => record.id === id));
    await carryOnOurs(taken, tools);
  }
}

/** Another workspace's order: its pictures come home here too, before the service drops them; its own window does the rest. */
async function fetchForeign(
  foreign: readonly GenerationRecord[],
  occasion: GoOnOccasion,
  tools: GoOnTools,
): Promise<void> {
  const { clock, generations, orders } = tools;
  const wanted = foreign.filter(isWithService);
  if (wanted.length === 0) {
    return;
  }
  await clock.wait(foreignGrace, generations.suspended);
  const taken = generations.suspended.aborted ? [] : await takeDue(wanted, occasion, tools);
  await all(
    taken.map((record) => (isWithService(record) ? orders.fetchOnly(record) : generations.letGo(record.id))),
  );
}

function isWithService({ state }: GenerationRecord): boolean {
  return state.step === 'accepted' || state.step === 'finished';
}

/** The rights to those that nobody has. Since the look, this window or another one may have done what was to be. */
async function takeDue(
  records: readonly GenerationRecord[],
  occasion: GoOnOccasion,
  { generations }: GoOnTools,
): Promise<GenerationRecord[]> {
  const held = await generations.takeAll(records.map(({ id }) => id));
  const due = held.filter((record) => isDue(record, occasion));
  for (const { id } of held.filter((record) => !due.includes(record))) {
    await generations.letGo(id);
  }
  return due;
}

/** What was being sent when its window ended: nobody knows what became of it. */
async function tellUnknown(
  records: readonly GenerationRecord[],
  { book, generations, log, telling }: GoOnTools,
): Promise<void> {
  const failure = { kind: 'interrupted', detail: 'found after a restart' } as const;
  for (const record of records) {
    if (record.state.step === 'submitting') {
      const unknown = { ...record, state: { step: 'unknown', failure: { kind: failure.kind } } } as const;
      // It is told all the same, and where the disk does not take it, told again at the next start.
      await book.write(unknown).catch((error: unknown) => {
        log.error(`The record of ${record.id} could not be written`, error);
      });
    }
    await generations.letGo(record.id);
  }
  const told = Map.groupBy(records, ({ state }) =>
    state.step === 'unknown' ? state.failure.kind : failure.kind,
  );
  for (const [kind, group] of told) {
    const outcome = { outcome: 'unknown', failure: { ...failure, kind } } as const;
    unawaited(telling.tellGroup(group.map((record) => ({ record, outcome }))), log);
  }
}

async function tellNotSent(
  records: readonly GenerationRecord[],
  { generations, log, telling }: GoOnTools,
): Promise<void> {
  for (const { id } of records) {
    await generations.letGo(id);
  }
  if (records.length > 0) {
    unawaited(telling.tellNotSent(records), log);
  }
}

/** Each to its end; then the first fault of any of them is thrown. */
async function all(works: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(works);
  for (const each of ended) {
    if (each.status === 'rejected') {
      throw each.reason;
    }
  }
}

function unawaited(telling: Promise<void>, log: GoOnTools['log']): void {
  telling.catch((error: unknown) => {
    log.error('What was found could not be told', error);
  });
}
