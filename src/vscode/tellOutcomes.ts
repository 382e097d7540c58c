import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Inserted } from '../delivery/insertPictures.ts';
import type { FailureKind } from '../failure.ts';
import type { RunOutcome } from '../generation/outcome.ts';
import { isVisible } from './deliver.ts';
import type { Ended, Generations, Held } from './generations.ts';
import { openRunComfy } from './links.ts';
import * as messages from './messages.ts';
import { offerPlace } from './offerPlace.ts';
import type { Services } from './services.ts';
import { askForToken } from './tokenDialog.ts';

/**
 * Tells what cannot be seen in the document, one message for each kind of ending, and does what is chosen. A record
 * is closed when nothing is left to be done or decided; else it stays open for the next start.
 */
export async function tellOutcomes(
  ended: readonly Ended[],
  inserted: readonly Inserted[],
  services: Services,
  generations: Generations,
): Promise<void> {
  const telling = new Telling(services, generations);
  const groups = [...Map.groupBy(ended, ({ outcome }) => kindOf(outcome)).values()];
  await Promise.all([
    ...groups.map((group) => telling.tellGroup(group)),
    ...inserted.map((each) => telling.tellInsertion(each, ended)),
  ]);
}

class Telling {
  readonly #services: Services;
  readonly #generations: Generations;

  constructor(services: Services, generations: Generations) {
    this.#services = services;
    this.#generations = generations;
  }

  async tellGroup(group: readonly Ended[]): Promise<void> {
    const outcome = group[0]?.outcome;
    const held = group.map((each) => each.held);
    switch (outcome?.outcome) {
      case undefined:
      case 'stored':
        return;
      case 'suspended':
        return this.#letGo(held);
      case 'cancelled':
        return this.#close(held);
      case 'rejected':
      case 'failed':
        return this.#tellEnded(outcome.failure.kind, held);
      case 'notRecorded':
        await this.#close(held);
        return this.tellNotRecorded();
      case 'unknown':
        return this.#tellUnknown(outcome.failure.kind, held);
      case 'paused':
        return this.#tellPaused(outcome.failure.kind, held);
    }
  }

  /** Nothing is sent that cannot be put down first. */
  async tellNotRecorded(): Promise<void> {
    if ((await messages.show(messages.notRecorded())) === 'showLog') {
      this.#services.log.show();
    }
  }

  async tellInsertion(inserted: Inserted, ended: readonly Ended[]): Promise<void> {
    const held = ended.find((each) => each.held.record.id === inserted.waiting.record.id)?.held;
    if (held === undefined) {
      return;
    }
    const done = inserted.outcome === 'inserted' || (await offerPlace(inserted, this.#services));
    if (!done) {
      this.#generations.leaveForNextStart(held.record.id);
      await this.#letGo([held]);
      return;
    }
    await this.#close([held]);
    const { document } = held.record.delivery;
    if (inserted.outcome === 'inserted' && !isVisible(document)) {
      await this.#showInserted(document);
    }
  }

  async #showInserted(document: string): Promise<void> {
    const uri = vscode.Uri.parse(document);
    if ((await messages.show(messages.insertedUnseen(basename(uri.path)))) === 'show') {
      await vscode.window.showTextDocument(uri);
    }
  }

  async #tellEnded(kind: FailureKind, held: readonly Held[]): Promise<void> {
    await this.#close(held);
    const action = await messages.show(messages.endedWithoutPicture(kind, promptsOf(held)));
    if (action === 'addCredit') {
      await openRunComfy('credit');
    } else if (await this.#mayGoOn(action, held)) {
      await this.#generations.orderAgain(held);
    }
  }

  async #tellPaused(kind: FailureKind, held: readonly Held[]): Promise<void> {
    const action = await messages.show(messages.pausedForNow(kind, promptsOf(held)));
    if (await this.#mayGoOn(action, held)) {
      await this.#generations.carryOn(await this.#asOnDisk(held));
      return;
    }
    for (const { record } of held) {
      this.#generations.leaveForNextStart(record.id);
    }
    await this.#letGo(held);
  }

  async #tellUnknown(kind: FailureKind, held: readonly Held[]): Promise<void> {
    let action = await messages.show(messages.outcomeUnknown(kind, promptsOf(held)));
    while (action === 'openRunComfy') {
      await openRunComfy('requests');
      // Having looked, the person still has to choose.
      action = await messages.show(messages.outcomeUnknown(kind, promptsOf(held)));
    }
    await this.#close(held);
    if (action === 'submitAgain') {
      await this.#generations.orderAgain(held);
    }
  }

  async #mayGoOn(action: messages.FailureAction | null, held: readonly Held[]): Promise<boolean> {
    switch (action) {
      case 'tryAgain':
      case 'keepWaiting':
        return true;
      case 'setToken': {
        const [first] = held;
        return first !== undefined && askForToken(this.#services, new URL(first.record.apiBaseUrl));
      }
      case 'showLog':
        this.#services.log.show();
        return false;
      case 'addCredit':
      case null:
        return false;
    }
  }

  async #asOnDisk(held: readonly Held[]): Promise<Held[]> {
    return Promise.all(
      held.map(async ({ record, claim }) => ({
        record: (await this.#services.records.readOpen(record.id)) ?? record,
        claim,
      })),
    );
  }

  async #close(held: readonly Held[]): Promise<void> {
    for (const { record } of held) {
      this.#services.places.forget(record.id);
      await this.#services.records.close(record.id).catch((error: unknown) => {
        this.#services.log.error(`The record of ${record.id} could not be closed`, error);
      });
    }
    await this.#letGo(held);
  }

  async #letGo(held: readonly Held[]): Promise<void> {
    await Promise.allSettled(held.map(({ claim }) => claim.release()));
  }
}

function kindOf(outcome: RunOutcome): string {
  switch (outcome.outcome) {
    case 'rejected':
    case 'failed':
    case 'unknown':
    case 'paused':
      return `${outcome.outcome} ${outcome.failure.kind}`;
    case 'stored':
    case 'cancelled':
    case 'suspended':
    case 'notRecorded':
      return outcome.outcome;
  }
}

function promptsOf(held: readonly Held[]): string[] {
  return held.map(({ record }) => record.delivery.altText);
}
