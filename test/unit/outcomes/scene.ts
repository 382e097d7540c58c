import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderDisk } from '../../../src/disk/folderDisk.ts';
import { runGeneration } from '../../../src/generation/generationRun.ts';
import type { RunOutcome } from '../../../src/generation/outcome.ts';
import { RunningTimes } from '../../../src/generation/runningTimes.ts';
import type { Cancellation } from '../../../src/generation/service.ts';
import { Slots } from '../../../src/generation/slots.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import { openFolder } from '../../../src/records/openFolder.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { createRunComfyClient } from '../../../src/runcomfy/client.ts';
import type { Arming } from '../../runcomfy/controlShapes.ts';
import { instant } from '../../runcomfy/durations.ts';
import { localToken, startLocalRunComfy, type LocalRunComfy } from '../../runcomfy/server.ts';
import { checkPaid } from '../../support/checkPaid.ts';
import type { JobEndpoint } from './ending.ts';
import { hastyTransport } from './hastyTransport.ts';
import { JumpingClock } from './jumpingClock.ts';

/** So many times a job is looked at in its trouble; then what is held goes on, and time flies. */
const looks = 3;
const tenMinutes = 600_000;

export interface Circumstances {
  /** The switch in question, and what else it takes to get there. */
  readonly armings: readonly [Arming, ...Arming[]];
  /** Where the job stays while it is looked at. */
  readonly hold: 'in_queue' | 'in_progress' | null;
  /** The person cancels as soon as the job is known to wait. */
  readonly cancels: boolean;
  /** Called at each wait with the job's id. */
  readonly meanwhile: (requestId: string) => Promise<unknown>;
  /** Whose answers never come. */
  readonly stalls: JobEndpoint | null;
}

export interface Run {
  readonly outcome: RunOutcome;
  readonly told: Cancellation['outcome'] | null;
}

/** One job of the product over a local RunComfy of its own: real client, real transport, real records on a real disk. */
export class Scene {
  readonly service: LocalRunComfy;
  readonly storage: string;
  readonly #records: RecordStore;

  static async begin(): Promise<Scene> {
    const storage = await mkdtemp(join(tmpdir(), 'z-image-outcomes-'));
    return new Scene(await startLocalRunComfy({ durations: instant }), storage);
  }

  private constructor(service: LocalRunComfy, storage: string) {
    this.service = service;
    this.storage = storage;
    this.#records = new RecordStore(folderDisk(storage));
  }

  async end(): Promise<void> {
    await this.service.close();
    await rm(this.storage, { recursive: true });
  }

  /** The shared check: what was paid, what was ordered, and what the records say. */
  checkPaid(ordered: GenerationRecord, settled: boolean): Promise<void> {
    const { service, storage } = this;
    return checkPaid({ runcomfy: service, storage, ordered: [ordered.request.prompt], settled });
  }

  async record(): Promise<GenerationRecord> {
    const [id = ''] = await this.#records.ids(openFolder);
    const record = await this.#records.read(id, openFolder);
    if (record === null) {
      throw new Error('there is no open record');
    }
    return record;
  }

  async order(record: GenerationRecord, circumstances: Circumstances): Promise<Run> {
    const { armings, hold } = circumstances;
    await this.#records.write(record);
    for (const arming of armings) {
      await this.service.arm(arming);
    }
    if (hold !== null) {
      await this.service.hold({ at: hold });
    }
    return this.#run(circumstances);
  }

  /** The trouble is over, and the next window goes on with what is on the disk. */
  async goOn(): Promise<Run> {
    await this.service.disarm();
    await this.service.release();
    return this.#run({ cancels: false, stalls: null, meanwhile: () => Promise.resolve() });
  }

  async #run({
    cancels,
    stalls,
    meanwhile,
  }: Pick<Circumstances, 'cancels' | 'stalls' | 'meanwhile'>): Promise<Run> {
    const { service } = this;
    const cancel = new AbortController();
    const suspend = new AbortController();
    const answers: Cancellation['outcome'][] = [];
    let looked = 0;
    const clock = new JumpingClock(async () => {
      const [job] = await service.ledger();
      await meanwhile(job?.requestId ?? '');
      const [armed] = await service.armed();
      if (looked >= looks || armed === undefined) {
        return tenMinutes;
      }
      looked += armed.fired > 0 ? 1 : 0;
      if (looked === looks) {
        await service.release();
      }
      return 0;
    });
    const transport = hastyTransport(stalls);
    const client = createRunComfyClient({
      apiBaseUrl: new URL(service.apiUrl),
      token: () => Promise.resolve(localToken),
      transport,
    });
    const tools = {
      service: client,
      journal: this.#records,
      slots: new Slots(() => 1),
      clock,
      random: () => 0.5,
      times: new RunningTimes(),
    };
    const signals = { cancel: cancel.signal, suspend: suspend.signal };
    try {
      const outcome = await runGeneration(await this.record(), tools, signals, {
        onPhase: ({ phase }) => {
          if (cancels && phase === 'queued') {
            cancel.abort();
          }
        },
        onComing: () => undefined,
        onCancellation: (cancellation) => {
          answers.push(cancellation.outcome);
        },
        onNotWritten: (error) => {
          throw error;
        },
      });
      if (answers.length > 1) {
        throw new Error(`the person was told twice what became of a cancel: ${answers.join(', ')}`);
      }
      return { outcome, told: answers[0] ?? null };
    } finally {
      await transport.close();
    }
  }
}
