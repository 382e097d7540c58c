import type { GenerationRecord } from '../records/generationRecord.ts';
import type { Orders } from './orders.ts';
import type { Services } from './services.ts';
import type { Telling } from './telling.ts';
import { workspaceKey } from './workspaceKey.ts';

/** How much is looked at: all that is open, or what another window left behind since. */
export type GoOnScope = 'all' | 'leftBehind';

/**
 * Goes on with what earlier windows left open: what was sent is followed to its end, what was not waits for the
 * person, and what was being sent is told as unknown. What another window carries on is left to it.
 */
export async function goOn(
  scope: GoOnScope,
  services: Services,
  orders: Orders,
  telling: Telling,
): Promise<void> {
  const { book, generations } = services;
  const open = (await book.loadOpen()).filter(({ id }) => !generations.isHeld(id));
  const due = scope === 'all' ? open : open.filter(isLeftBehind);
  const byOrder = Map.groupBy(due, ({ order }) => order.id);
  await Promise.all([...byOrder.values()].map((order) => goOnWithOrder(order, services, orders, telling)));
}

/** What waits for the person was told when it came to wait. */
function isLeftBehind({ state, paused }: GenerationRecord): boolean {
  switch (state.step) {
    case 'submitting':
    case 'accepted':
    case 'finished':
      return paused === null;
    case 'intended':
    case 'unknown':
    case 'stored':
    case 'rejected':
    case 'failed':
    case 'cancelled':
      return false;
  }
}

async function goOnWithOrder(
  order: readonly GenerationRecord[],
  services: Services,
  orders: Orders,
  telling: Telling,
): Promise<void> {
  const { generations } = services;
  const taken: GenerationRecord[] = [];
  const isOurs = ({ workspace }: GenerationRecord): boolean => workspace === workspaceKey();
  // Another workspace's order is only fetched: what else it needs, its own window must find free.
  const due = order.filter(
    (record) => isOurs(record) || ['accepted', 'finished'].includes(record.state.step),
  );
  for (const { id } of due) {
    const record = await generations.take(id);
    if (record !== null) {
      taken.push(record);
    }
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
  { book, generations }: Services,
  telling: Telling,
): Promise<void> {
  const failure = { kind: 'interrupted', detail: 'found after a restart' } as const;
  for (const record of records) {
    if (record.state.step === 'submitting') {
      await book.write({ ...record, state: { step: 'unknown', failure: { kind: failure.kind } } });
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
