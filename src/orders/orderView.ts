import type { RunObserver, RunOutcome } from '../generation/outcome.ts';

/** How an order that is under way is shown: one notification, however many generations it has. */
export interface OrderView {
  /** Shows it while the work lasts. */
  during<Result>(order: ShownOrder, work: (progress: ShownProgress) => Promise<Result>): Promise<Result>;
}

export interface ShownOrder {
  /** How many generations it has. */
  readonly count: number;
  /** Whether pictures go into documents. */
  readonly inserts: boolean;
  /** The person wants all of it cancelled. */
  readonly onCancel: () => void;
  /** To be called once, when all is sent, or will not be. */
  readonly onPlaced: () => void;
}

/** Is told how far each generation of the order is, by its number from 0. */
export interface ShownProgress {
  observer(at: number): Pick<RunObserver, 'onPhase' | 'onCancellation'>;
  ended(at: number, outcome: RunOutcome): void;
}
