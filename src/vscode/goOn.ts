import type { GenerationRecord } from '../records/generationRecord.ts';
import type { Orders } from './orders.ts';
import type { Services } from './services.ts';
import type { Telling } from './telling.ts';
import { workspaceKey } from './workspaceKey.ts';

/** Why it is looked what is open: the window starts, the person comes back to it, or there is another token. */
export type GoOnOccasion = 'start' | 'return' | 'newToken';

/**
 * Goes on with what earlier windows left open: what was sent is followed to its end, what was not waits for the
 * person, and what was being sent is told as unknown. What another window carries on is left to it.
 */
export async function goOn(
  occasion: GoOnOccasion,
  services: Services,
  orders: Orders,
  telling: Telling,
): Promise<void> {
  const { book, generations } = services;
  const open = (await book.loadOpen()).filter(({ id }) => !generations.isHeld(id));
  const due = open.filter((record) => isDue(record, occasion));
  const byOrder = Map.groupBy(due, ({ order }) => order.id);
  await Promise.all(
    [...byOrder.values()].map((order) => goOnWithOrder(order, occasion, services, orders, telling)),
  );
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
  services: Services,
  orders: Orders,
  telling: Telling,
): Promise<void> {
  const { generations } = services;
  const isOurs = ({ workspace }: GenerationRecord): boolean => workspace === workspaceKey();
  // Another workspace's order is only fetched: what else it needs, its own window must find free.
  const wanted = order.filter(
    (record) => isOurs(record) || ['accepted', 'finished'].includes(record.state.step),
  );
  const held = await generations.takeAll(wanted.map(({ id }) => id));
  // Since the look, this window or another one may have done and told what was to be.
  const taken = held.filter((record) => isDue(record, occasion));
  for (const { id } of held.filter((record) => !taken.includes(record))) {
    await generations.letGo(id);
  }
  const ours = taken.filter(isOurs);
  for (const record of ours) {
    orders.followPlace(record);
  }
  const at = (...steps: readonly GenerationRecord['state']['step'][]): GenerationRecord[] =>
    ours.filter(({ state }) => steps.includes(state.step));
  const following = ours.filter(({ state }) => !['intended', 'submitting', 'unknown'].includes(state.step));
  await Promise.all([
    following.length > 0 ? orders.carryOn(following) : null,
    tellUnknown(at('submitting', 'unknown'), services, telling),
    tellNotSent(at('intended'), services, telling),
    ...taken.filter((record) => !isOurs(record)).map((record) => fetchForeign(record, services, orders)),
  ]);
}

/** What was being sent when its window ended: nobody knows what became of it. */
async function tellUnknown(
  records: readonly GenerationRecord[],
  { book, generations, log }: Services,
  telling: Telling,
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
    void telling.tellGroup(group.map((record) => ({ record, outcome })));
  }
}

async function tellNotSent(
  records: readonly GenerationRecord[],
  { generations }: Services,
  telling: Telling,
): Promise<void> {
  for (const { id } of records) {
    await generations.letGo(id);
  }
  if (records.length > 0) {
    void telling.tellNotSent(records);
  }
}

/** Another workspace's order: its pictures come home here too, before the service drops them. */
async function fetchForeign(
  record: GenerationRecord,
  { generations }: Services,
  orders: Orders,
): Promise<void> {
  const { step } = record.state;
  if (step === 'accepted' || step === 'finished') {
    await orders.fetchOnly(record);
  } else {
    await generations.letGo(record.id);
  }
}
