import type { Phase } from '../../../src/generation/outcome.ts';
import { Decisions } from '../../../src/orders/decisions.ts';
import { goOn, type GoOnOccasion } from '../../../src/orders/goOn.ts';
import type { Ended, OrderResult } from '../../../src/orders/orderResult.ts';
import type { OrderTools } from '../../../src/orders/orderTools.ts';
import type { OrderView, ShownOrder } from '../../../src/orders/orderView.ts';
import { Orders } from '../../../src/orders/orders.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { SequenceWindow, type WindowOptions } from '../sequences/sequenceWindow.ts';

/** How an order was shown: each generation by its number. */
interface Shown {
  readonly order: ShownOrder;
  readonly phases: [number, Phase['phase']][];
  readonly ended: [number, string][];
}

/** A window whose every word is kept. */
export class OrderWindow {
  readonly orders: Orders;
  readonly decisions: Decisions;
  readonly told: OrderResult[] = [];
  readonly shown: Shown[] = [];
  readonly log: string[] = [];
  readonly groups: (readonly Ended[])[] = [];
  readonly notSent: (readonly GenerationRecord[])[] = [];
  /** What telling breaks with. */
  tellingFault: Error | null = null;
  /** Called as an order begins to be shown; what it throws breaks the order. */
  onShown: ((order: ShownOrder) => void) | null = null;
  readonly tools: OrderTools;
  readonly #window: SequenceWindow;

  constructor(options: Omit<WindowOptions, 'witness'>) {
    const nothing = (): void => undefined;
    this.#window = new SequenceWindow({
      ...options,
      witness: {
        onSubmit: (_, request) => options.service.submit(request),
        onAsk: nothing,
        onEnded: nothing,
        onDelivered: nothing,
      },
    });
    this.tools = {
      ...this.#window.tools,
      view: this.#view(),
      tell: (result) => this.#tell(() => this.told.push(result)),
      log: {
        info: (message) => this.log.push(message),
        warn: (message) => this.log.push(message),
        error: (message, error) => this.log.push(`${message}: ${String(error)}`),
      },
    };
    this.orders = new Orders(this.tools);
    this.decisions = new Decisions(this.tools, this.orders);
  }

  get generations(): SequenceWindow['generations'] {
    return this.#window.generations;
  }

  get process(): SequenceWindow['process'] {
    return this.#window.process;
  }

  get documents(): SequenceWindow['documents'] {
    return this.#window.documents;
  }

  goOn(occasion: GoOnOccasion): Promise<void> {
    return goOn(occasion, {
      ...this.tools,
      orders: this.orders,
      telling: {
        tellGroup: (group) => this.#tell(() => this.groups.push(group)),
        tellNotSent: (records) => this.#tell(() => this.notSent.push(records)),
      },
    });
  }

  /** How each generation was told to have ended. */
  outcomes(): Record<string, string> {
    const ended = [...this.told.flatMap((result) => result.ended), ...this.groups.flat()];
    return Object.fromEntries(ended.map(({ record, outcome }) => [record.id, outcome.outcome]));
  }

  #tell(note: () => unknown): Promise<void> {
    note();
    return this.tellingFault === null ? Promise.resolve() : Promise.reject(this.tellingFault);
  }

  #view(): OrderView {
    return {
      during: async (order, work) => {
        const shown: Shown = { order, phases: [], ended: [] };
        this.shown.push(shown);
        this.onShown?.(order);
        return work({
          observer: (at) => ({
            onPhase: ({ phase }) => shown.phases.push([at, phase]),
            onCancellation: () => undefined,
          }),
          ended: (at, { outcome }) => shown.ended.push([at, outcome]),
        });
      },
    };
  }
}
