import { Generations } from '../../../src/generation/generations.ts';
import { RunningTimes } from '../../../src/generation/runningTimes.ts';
import type { ImageService } from '../../../src/generation/service.ts';
import { Slots } from '../../../src/generation/slots.ts';
import { Decisions, type Decision } from '../../../src/orders/decisions.ts';
import { goOn, type GoOnOccasion } from '../../../src/orders/goOn.ts';
import type { Delivered, Ended } from '../../../src/orders/orderResult.ts';
import type { OrderTools } from '../../../src/orders/orderTools.ts';
import type { OrderView } from '../../../src/orders/orderView.ts';
import { Orders } from '../../../src/orders/orders.ts';
import { Claims } from '../../../src/records/claims.ts';
import { RecordBook, type Watch } from '../../../src/records/recordBook.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import type { VirtualClock } from '../generation/virtualClock.ts';
import type { MemoryDisk } from '../records/memoryDisk.ts';
import { diskOf, MortalProcess, type Death } from '../records/mortalProcess.ts';
import { WindowDocuments, type Documents } from './documents.ts';

/** Who is told what happens in a window. */
export interface Witness {
  /** Sends it, and looks whether it may be sent. */
  onSubmit(
    window: SequenceWindow,
    request: Parameters<ImageService['submit']>[0],
  ): ReturnType<ImageService['submit']>;
  onAsk(window: SequenceWindow, requestId: string): void;
  onEnded(window: SequenceWindow, ended: Ended): void;
  onDelivered(window: SequenceWindow, delivered: Delivered): void;
}

export interface WindowOptions {
  readonly number: number;
  readonly workspace: string;
  readonly death: Death | null;
  readonly clock: VirtualClock;
  readonly disk: MemoryDisk;
  readonly documents: Documents;
  readonly service: ImageService;
  readonly watch: Watch;
  readonly newId: () => string;
  readonly isAlive: (process: number) => boolean;
  readonly witness: Witness;
}

/** One life of a window: the real orders, decisions and going on, on a disk and a service in memory. */
export class SequenceWindow {
  readonly process: MortalProcess;
  readonly book: RecordBook;
  readonly generations: Generations;
  readonly workspace: string;
  readonly documents: WindowDocuments;
  readonly #orders: Orders;
  readonly #decisions: Decisions;
  readonly tools: OrderTools;
  readonly #witness: Witness;
  /** What the notification of each order that is under way does when it is cancelled. */
  readonly cancels: (() => void)[] = [];
  /** What is being done here, so that it can be waited for. */
  readonly works = new Set<Promise<unknown>>();
  /** Ids of what the person ordered or decided about in this life. */
  readonly pressed = new Set<string>();

  constructor(options: WindowOptions) {
    const { number, workspace, death, clock, disk, documents, watch, witness } = options;
    this.#witness = witness;
    this.workspace = workspace;
    this.process = new MortalProcess(death);
    const ownDisk = diskOf(this.process, disk);
    const store = new RecordStore(ownDisk);
    this.book = new RecordBook(store, watch, () => undefined);
    const service = this.#serviceOf(options.service);
    this.generations = new Generations({
      book: this.book,
      claims: new Claims({
        disk: ownDisk,
        self: { host: 'here', process: number },
        isAlive: options.isAlive,
        every: (milliseconds, call) =>
          clock.every(milliseconds, () => {
            if (this.process.isAlive && !this.process.isAsleep) {
              call();
            }
          }),
      }),
      service: () => service,
      slots: new Slots(() => 2),
      clock,
      times: new RunningTimes(),
      random: () => 0.5,
      newId: options.newId,
    });
    this.documents = new WindowDocuments(documents, this.process);
    this.tools = {
      book: this.book,
      store,
      generations: this.generations,
      workspace: this.documents,
      places: this.documents,
      clock,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      view: this.#view(),
      service: () => service,
      workspaceKey: () => workspace,
      tell: ({ ended, delivered }) => {
        for (const each of ended) {
          witness.onEnded(this, each);
        }
        for (const each of delivered) {
          witness.onDelivered(this, each);
        }
        return Promise.resolve();
      },
    };
    this.#orders = new Orders(this.tools);
    this.#decisions = new Decisions(this.tools, this.#orders);
  }

  place(drafts: Parameters<Orders['place']>[0]): void {
    this.#do(this.#orders.place(drafts));
  }

  press(decision: Decision, id: string): void {
    this.pressed.add(id);
    this.#do(this.#decisions.decide(decision, [id]));
  }

  goOn(occasion: GoOnOccasion): void {
    const telling = {
      tellGroup: (group: readonly Ended[]) => {
        for (const each of group) {
          this.#witness.onEnded(this, each);
        }
        return Promise.resolve();
      },
      tellNotSent: () => Promise.resolve(),
    };
    this.#do(goOn(occasion, { ...this.tools, orders: this.#orders, telling }));
  }

  close(): void {
    this.#do(
      this.#orders.suspend().then(() => {
        this.process.kill();
      }),
    );
  }

  /** What a fault of the disk ends is told by the command that met it. */
  #do(work: Promise<unknown>): void {
    const ended: Promise<unknown> = Promise.race([work, this.process.killed])
      .catch(() => undefined)
      .finally(() => this.works.delete(ended));
    this.works.add(ended);
  }

  #view(): OrderView {
    return {
      during: async ({ count, onCancel, onPlaced }, work) => {
        this.cancels.push(onCancel);
        let ended = 0;
        return work({
          observer: () => ({ onPhase: () => undefined, onCancellation: () => undefined }),
          ended: () => {
            ended++;
            if (ended === count) {
              onPlaced();
            }
          },
        });
      },
    };
  }

  /** Each call is a step at which the window may die. */
  #serviceOf(service: ImageService): ImageService {
    const { process } = this;
    const asking = (requestId: string): void => {
      this.#witness.onAsk(this, requestId);
    };
    return {
      submit: (request) => process.step(() => this.#witness.onSubmit(this, request)),
      readStatus: (id, signal) =>
        process.step(() => {
          asking(id);
          return service.readStatus(id, signal);
        }),
      readResult: (id, signal) =>
        process.step(() => {
          asking(id);
          return service.readResult(id, signal);
        }),
      cancel: (id) => process.step(() => service.cancel(id)),
      download: (address, signal) => process.step(() => service.download(address, signal)),
    };
  }
}
