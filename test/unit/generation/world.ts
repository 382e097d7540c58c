import { runGeneration } from '../../../src/generation/generationRun.ts';
import type { Phase, RunObserver, RunOutcome } from '../../../src/generation/outcome.ts';
import type { Cancellation, ImageService } from '../../../src/generation/service.ts';
import { Slots } from '../../../src/generation/slots.ts';
import { generationRecord, type GenerationRecord } from '../../../src/records/generationRecord.ts';
import { openFolder } from '../../../src/records/openFolder.ts';
import { RecordStore } from '../../../src/records/recordStore.ts';
import { MemoryDisk } from '../records/memoryDisk.ts';
import { diskOf, MortalProcess, type Death } from '../records/mortalProcess.ts';
import { sampleRecord } from '../records/sampleRecord.ts';
import { FakeService, type Call } from './fakeService.ts';
import { VirtualClock } from './virtualClock.ts';

/** A service, a disk and a clock, and on them one generation, through as many lives of the editor as it takes. */
export class World {
  readonly clock = new VirtualClock();
  readonly disk = new MemoryDisk(() => this.clock.now());
  readonly service = new FakeService(this.clock);
  readonly record: GenerationRecord;
  /** What was done against the laws, at the moment when it was. */
  readonly broken: string[] = [];
  /** Whether the id of the job was on disk at any time. */
  hadId = false;
  /** For what happens while a call is on its way. */
  onCall: ((call: Call) => void) | null = null;
  /** Where the disk fails, what must be on it may be missing. */
  diskMayFail = false;

  constructor(record: GenerationRecord = sampleRecord()) {
    this.record = record;
    this.service.onCall = (call) => {
      this.#judge(call);
      this.onCall?.(call);
    };
  }

  get path(): string {
    return `open/${this.record.id}.json`;
  }

  /** The record as it is on disk. */
  onDisk(): GenerationRecord | null {
    const text = this.disk.text(this.path);
    return text === null ? null : generationRecord.parse(JSON.parse(text));
  }

  get paid(): number {
    return this.service.jobs.size;
  }

  get submits(): number {
    return this.service.calls.filter((call) => call === 'submit').length;
  }

  /** Looks what the disk has now; `hadId` remembers. */
  look(): GenerationRecord['state'] | null {
    const state = this.onDisk()?.state ?? null;
    this.hadId ||= state !== null && 'requestId' in state && state.requestId !== null;
    return state;
  }

  #judge(call: Call): void {
    const state = this.look();
    if (call === 'submit' && (state?.step !== 'submitting' || this.submits > 1)) {
      this.broken.push(`submit number ${this.submits} with ${state?.step ?? 'nothing'} on disk`);
    }
    if (call !== 'submit' && !this.hadId && !this.diskMayFail) {
      this.broken.push(`${call} with ${state?.step ?? 'nothing'} on disk`);
    }
  }
}

/** One life of the editor's window, from its start to its end or its death. */
export class Life {
  readonly process: MortalProcess;
  readonly store: RecordStore;
  readonly cancel = new AbortController();
  readonly suspend = new AbortController();
  readonly phases: Phase[] = [];
  readonly cancellations: Cancellation[] = [];
  readonly notWritten: unknown[] = [];
  slots = new Slots(() => 1);
  readonly #world: World;

  constructor(world: World, death: Death | null = null) {
    this.#world = world;
    this.process = new MortalProcess(death);
    this.store = new RecordStore(diskOf(this.process, world.disk));
  }

  get phaseNames(): string[] {
    return this.phases.map(({ phase }) => phase);
  }

  /** A new order: first its intent, then the run. */
  async order(): Promise<RunOutcome | 'killed'> {
    return this.finish(this.store.write(this.#world.record).then(() => this.start(this.#world.record)));
  }

  /** What a window does at its start, as `vscode/goOn.ts` has it: what was sent goes on, and nothing else. */
  async goOn(): Promise<RunOutcome | 'nothing' | 'killed'> {
    return this.finish(this.#goOn());
  }

  async run(record: GenerationRecord): Promise<RunOutcome | 'killed'> {
    return this.finish(this.start(record));
  }

  start(record: GenerationRecord): Promise<RunOutcome> {
    const { clock, service } = this.#world;
    const tools = {
      service: serviceOf(this.process, service),
      journal: this.store,
      slots: this.slots,
      clock,
      random: () => 0.5,
    };
    const signals = { cancel: this.cancel.signal, suspend: this.suspend.signal };
    return runGeneration(record, tools, signals, this.#observer());
  }

  async finish<T>(work: Promise<T>): Promise<T | 'killed'> {
    const ended = await this.#world.clock.finish(Promise.race([work, this.process.killed]));
    this.#world.look();
    return ended;
  }

  async #goOn(): Promise<RunOutcome | 'nothing'> {
    const record = await this.store.read(this.#world.record.id, openFolder);
    if (record === null || record.state.step === 'intended') {
      return 'nothing';
    }
    if (record.state.step === 'submitting') {
      await this.store.write({ ...record, state: { step: 'unknown', failure: { kind: 'interrupted' } } });
      return 'nothing';
    }
    return this.start(record);
  }

  #observer(): RunObserver {
    return {
      onPhase: (phase) => this.phases.push(phase),
      onCancellation: (cancellation) => this.cancellations.push(cancellation),
      onNotWritten: (error) => this.notWritten.push(error),
    };
  }
}

/** The service as one process has it: each call is a step at which it may die. */
function serviceOf(process: MortalProcess, service: ImageService): ImageService {
  return {
    submit: (request) => process.step(() => service.submit(request)),
    readStatus: (id, signal) => process.step(() => service.readStatus(id, signal)),
    readResult: (id, signal) => process.step(() => service.readResult(id, signal)),
    cancel: (id) => process.step(() => service.cancel(id)),
    download: (address, signal) => process.step(() => service.download(address, signal)),
  };
}
