import type { GenerationRecord } from '../records/generationRecord.ts';
import { isOfThisWorkspace, type Generations, type Held } from './generations.ts';
import * as messages from './messages.ts';
import type { Services } from './services.ts';
import { tellOutcomes } from './tellOutcomes.ts';

/**
 * Goes on with what earlier windows left open: what was sent is followed to its end, what was not waits for the
 * person, and what was being sent is told as unknown. What another window carries on is left to it.
 */
export async function goOn(services: Services, generations: Generations): Promise<void> {
  const { records, log } = services;
  const { records: open, damaged } = await records.listOpen();
  for (const path of damaged) {
    log.warn(`A record could not be read; it was set aside as ${path}`);
  }
  const orders = Map.groupBy(
    open.filter(({ id }) => !generations.isLeft(id)),
    ({ order }) => order.id,
  );
  await Promise.all([...orders.values()].map((order) => goOnWithOrder(order, services, generations)));
}

async function goOnWithOrder(
  order: readonly GenerationRecord[],
  services: Services,
  generations: Generations,
): Promise<void> {
  const held: Held[] = [];
  for (const { id } of order) {
    const claim = await services.claims.acquire(id);
    // What stood on disk before the claim was ours may have been carried on since.
    const record = claim === null ? null : await services.records.readOpen(id);
    if (claim !== null && record !== null) {
      held.push({ record, claim });
    } else {
      await claim?.release();
    }
  }
  const ours = held.filter(({ record }) => isOfThisWorkspace(record));
  for (const { record } of ours) {
    generations.followPlace(record);
  }
  const unsent = ours.filter(({ record }) => record.state.step === 'intended');
  const sent = ours.filter(({ record }) => record.state.step !== 'intended');
  const foreign = held.filter(({ record }) => !isOfThisWorkspace(record));
  await Promise.all([
    carryOnSent(sent, services, generations),
    offerUnsent(unsent, services, generations),
    ...foreign.map((each) => fetchForeign(each, generations)),
  ]);
}

async function carryOnSent(
  sent: readonly Held[],
  services: Services,
  generations: Generations,
): Promise<void> {
  const interrupted = sent.filter(({ record }) => record.state.step === 'submitting');
  const following = sent.filter(({ record }) => record.state.step !== 'submitting');
  const failure = { kind: 'interrupted', detail: 'found after a restart' } as const;
  for (const { record } of interrupted) {
    await services.records.write({ ...record, state: { step: 'unknown', failure: { kind: failure.kind } } });
  }
  const told = interrupted.map((held) => ({ held, outcome: { outcome: 'unknown', failure } as const }));
  await Promise.all([
    told.length > 0 ? tellOutcomes(told, [], services, generations) : null,
    following.length > 0 ? generations.carryOn(following) : null,
  ]);
}

async function offerUnsent(
  unsent: readonly Held[],
  services: Services,
  generations: Generations,
): Promise<void> {
  if (unsent.length === 0) {
    return;
  }
  const prompts = unsent.map(({ record }) => record.delivery.altText);
  const action = await messages.show(messages.notSent(prompts));
  switch (action) {
    case 'sendNow':
      await generations.carryOn(unsent);
      return;
    case 'discard':
      for (const { record, claim } of unsent) {
        await services.records.write({ ...record, state: { step: 'cancelled', requestId: null } });
        await services.records.close(record.id);
        await claim.release();
      }
      return;
    case null:
      for (const { record, claim } of unsent) {
        generations.leaveForNextStart(record.id);
        await claim.release();
      }
  }
}

/** Another workspace's order: its pictures come home here too, before the service drops them. */
async function fetchForeign(held: Held, generations: Generations): Promise<void> {
  const { step } = held.record.state;
  if (step === 'accepted' || step === 'finished') {
    await generations.fetchOnly(held);
  } else {
    await held.claim.release();
  }
}
