import { mkdirSync, readdirSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import type { LedgerEntry, LogEntry } from '../../runcomfy/controlShapes.ts';
import { readRecords } from '../../support/checkPaid.ts';
import type { ChaosHost } from '../chaosHost.ts';
import { Page } from './pages.ts';
import type { Step } from './steps.ts';

/** One order of the person's: its prompts are in no other. */
export interface Order {
  readonly command: 'insert' | 'gallery';
  readonly page: Page;
  readonly prompts: readonly string[];
  /** What may have kept it from being put down at all; null where nothing did. */
  excuse: string | null;
}

/** What one sequence has done so far, and what of the service and the disk is its own. */
export class Scene {
  readonly host: ChaosHost;
  readonly name: string;
  readonly folder: string;
  readonly pages: Page[] = [];
  readonly orders: Order[] = [];
  /** Buttons that pay, as often as they were pressed for a prompt, the order itself not counted. */
  readonly pressed = new Map<string, number>();
  /** All that notifications were seen to say. */
  readonly heard = new Set<string>();
  /** Kinds of what happened, with how often; for the report, and as reasons for how something ended. */
  readonly happened = new Map<string, number>();
  /** What was not sent, or was being sent, when an extension host ended: that is never sent by itself. */
  readonly interrupted = new Map<string, 'intended' | 'submitting'>();
  readonly #knownRecords: ReadonlySet<string>;
  readonly #firstLog: number;

  static async begin(host: ChaosHost, name: string): Promise<Scene> {
    return new Scene(host, name, (await host.runcomfy.log()).length);
  }

  private constructor(host: ChaosHost, name: string, firstLog: number) {
    this.host = host;
    this.name = name;
    this.folder = join(host.workspace, `s${name}`);
    this.#firstLog = firstLog;
    this.#knownRecords = new Set(
      ['open', 'history', 'bin'].flatMap((shelf) => {
        const path = join(host.storage, shelf);
        return existsSync(path) ? readdirSync(path) : [];
      }),
    );
    mkdirSync(this.folder, { recursive: true });
  }

  /** Part of every prompt of this sequence, and of no other's. */
  get promptIncludes(): string {
    return `Lighthouse ${this.name}-`;
  }

  records(): GenerationRecord[] {
    return readRecords(this.host.storage, (name) => !this.#knownRecords.has(name));
  }

  async ledger(): Promise<LedgerEntry[]> {
    return (await this.host.runcomfy.ledger()).filter(({ input }) =>
      String(input['prompt']).includes(this.promptIncludes),
    );
  }

  async log(): Promise<LogEntry[]> {
    return (await this.host.runcomfy.log()).slice(this.#firstLog);
  }

  newPage(): Page {
    const page = new Page(this.folder, `${this.name}-${this.pages.length + 1}`);
    this.pages.push(page);
    return page;
  }

  note(kind: string, times = 1): void {
    this.happened.set(kind, (this.happened.get(kind) ?? 0) + times);
  }

  has(kind: string): boolean {
    return (this.happened.get(kind) ?? 0) > 0;
  }

  /** From now on what was ordered may be lost, if it was not put down yet. */
  excuse(why: string): void {
    for (const order of this.orders) {
      order.excuse ??= why;
    }
  }

  /** To be called between the end of an extension host and all that the person does next. */
  noteInterrupted(steps: readonly ('intended' | 'submitting')[]): void {
    for (const { id, state } of this.records()) {
      if ((state.step === 'intended' || state.step === 'submitting') && steps.includes(state.step)) {
        this.interrupted.set(id, state.step);
      }
    }
  }

  /** The person wants it sent after all. */
  noteSendNow(text: string): void {
    const records = this.records();
    const named = records.filter(({ altText }) => text.includes(`“${altText}”`));
    for (const { id } of records.filter(({ order }) => named.some((each) => each.order.id === order.id))) {
      this.interrupted.delete(id);
    }
  }

  /** Faults of the disk and kills that were planned, as far as they fired. */
  noteFired(plan: Extract<Step, { step: 'disk' }>['plan']): void {
    if (plan.fault !== 'none' && this.host.fired.length > 0) {
      this.note(`fired ${plan.fault}`);
    }
  }

  /** What waits for the person is taken out of its sight, so that it is not told again at each later start. */
  forget(): void {
    for (const { id } of this.records()) {
      rmSync(join(this.host.storage, 'open', `${id}.json`), { force: true });
    }
  }
}
