import type { Phase, RunObserver, RunOutcome } from '../generation/outcome.ts';
import type { Cancellation } from '../generation/service.ts';
import { show } from './words/message.ts';
import { cancelled, progressText } from './words/progress.ts';

interface OrderProgressOptions {
  readonly count: number;
  /** Whether pictures go into documents. */
  readonly inserts: boolean;
  readonly report: (message: string) => void;
  /** Called once, when all is sent, or will not be. */
  readonly onPlaced: () => void;
}

/** The one progress notification of an order: its text changes when a state does, and only then. */
export class OrderProgress {
  readonly #phases: (Phase | 'ended')[];
  readonly #inserts: boolean;
  readonly #report: (message: string) => void;
  readonly #onPlaced: () => void;
  readonly #answers: Cancellation['outcome'][] = [];
  #unsent = 0;
  #shown = '';
  #placed = false;

  constructor({ count, inserts, report, onPlaced }: OrderProgressOptions) {
    this.#phases = Array.from({ length: count }, () => ({ phase: 'waiting' }) as const);
    this.#inserts = inserts;
    this.#report = report;
    this.#onPlaced = onPlaced;
  }

  observer(at: number): Pick<RunObserver, 'onPhase' | 'onCancellation'> {
    return {
      onPhase: (phase) => {
        this.#set(at, phase);
      },
      onCancellation: ({ outcome }) => {
        this.#answers.push(outcome);
        this.#tellAnswers();
      },
    };
  }

  ended(at: number, outcome: RunOutcome): void {
    this.#set(at, 'ended');
    if (outcome.outcome === 'cancelled' && !outcome.sent) {
      this.#unsent++;
    }
    this.#tellAnswers();
  }

  #set(at: number, phase: Phase | 'ended'): void {
    this.#phases[at] = phase;
    const going = this.#phases.filter((each) => each !== 'ended');
    const message = progressText(going, this.#phases.length - going.length, this.#inserts);
    if (message !== this.#shown) {
      this.#shown = message;
      this.#report(message);
    }
    if (!this.#placed && going.every((each) => each.phase !== 'waiting' && each.phase !== 'sending')) {
      this.#placed = true;
      this.#onPlaced();
    }
  }

  /** Once, when every generation that could be cancelled has its answer. */
  #tellAnswers(): void {
    const ended = this.#phases.filter((each) => each === 'ended').length;
    const answered = this.#answers.length + this.#unsent;
    if (answered === 0 || (answered < this.#phases.length && ended < this.#phases.length)) {
      return;
    }
    const count = (outcome: Cancellation['outcome']): number =>
      this.#answers.filter((each) => each === outcome).length;
    const counts = {
      cancelled: count('cancelled') + this.#unsent,
      tooLate: count('tooLate'),
      unknown: count('unknown'),
    };
    this.#answers.length = 0;
    this.#unsent = 0;
    void show(cancelled(counts, this.#inserts));
  }
}
