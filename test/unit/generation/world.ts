import { Generations } from '../../../src/generation/generations.ts';
import type { Phase, RunObserver, RunOutcome } from '../../../src/generation/outcome.ts';
import { RunningTimes } from '../../../src/generation/runningTimes.ts';
import type { Cancellation, ImageService } from '../../../src/generation/service.ts';
import { Slots } from '../../../src/generation/slots.ts';
import { Claims } from '../../../src/records/claims.ts';
import { generationRecord, isSettled, type GenerationRecord } from '../../../src/records/generationRecord.ts';
import { RecordBook } from '../../../src/records/recordBook.ts';
import { RecordStore, shelves, type Shelf } from '../../../src/records/recordStore.ts';
import { noWatch } from '../records/fakeWatch.ts';
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
  readonly lives: Life[] = [];
  /** As the first order of this world puts it down. */
  readonly record: GenerationRecord;
  /** What was done against the laws, at the moment when it was. */
  readonly broken: string[] = [];
  /** Whether the id of the job was on disk at any time. */
  hadId = false;
  /** For what happens while a call is on its way. */
  onCall: ((call: Call) => void) | null = null;
  /** Where the disk fails, what must be on it may be missing. */
  diskMayFail = false;
  #ids = 0;

  constructor(record: GenerationRecord = sampleRecord()) {
    this.record = {
      ...record,
      id: '20260304T050607000Z-2',
      createdAt: '2026-03-04T05:06:07.000Z',
      order: { id: '1', index: 1, count: 1 },
    };
    this.service.onCall = (call) => {
      this.#judge(call);
      this.onCall?.(call);
    };
  }

  newId(): string {
    this.#ids++;
    return `${this.#ids}`;
  }

  get path(): string {
    return pathOf('open', this.record.id);
  }

  /** A record that an earlier life left behind as open. */
  leave(record: GenerationRecord): void {
    this.disk.put(pathOf('open', record.id), JSON.stringify(record));
  }

  /** The record as it is on disk, wherever that is. */
  onDisk(): GenerationRecord | null {
    const texts = shelves.flatMap((shelf) => this.disk.text(pathOf(shelf, this.record.id)) ?? []);
    if (texts.length > 1) {
      this.broken.push(`${texts.length} records of one generation`);
    }
    return texts[0] === undefined ? null : generationRecord.parse(JSON.parse(texts[0]));
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

/** One life of an editor's window, from its start to its end or its death. */
export class Life {
  readonly process: MortalProcess;
  readonly book: RecordBook;
  readonly generations: Generations;
  readonly slots = new Slots(() => 1);
  readonly phases: Phase[] = [];
  readonly cancellations: Cancellation[] = [];
  readonly notWritten: unknown[] = [];
  readonly #world: World;
  #wantsCancel = false;

  constructor(world: World, death: Death | null = null, onService: (url: string) => void = () => undefined) {
    const { clock, disk, lives, service } = world;
    this.#world = world;
    this.process = new MortalProcess(death);
    lives.push(this);
    const ownDisk = diskOf(this.process, disk);
    this.book = new RecordBook(new RecordStore(ownDisk), noWatch, () => undefined);
    const claims = new Claims({
      disk: ownDisk,
      self: { host: 'here', process: lives.length },
      isAlive: (process) => lives[process - 1]?.process.isAlive ?? false,
      every: (milliseconds, call) =>
        clock.every(milliseconds, () => {
          if (this.process.isAlive && !this.process.isAsleep) {
            call();
          }
        }),
    });
    this.generations = new Generations({
      book: this.book,
      claims,
      service: (url) => {
        onService(url);
        return serviceOf(this.process, service);
      },
      slots: this.slots,
      clock,
      times: new RunningTimes(),
      random: () => 0.5,
      newId: () => world.newId(),
    });
  }

  get phaseNames(): string[] {
    return this.phases.map(({ phase }) => phase);
  }

  /** A new order: first its intent, then the run. */
  order(): Promise<RunOutcome | 'killed'> {
    return this.finish(this.place());
  }

  /** What a window does at its start, as `orders/goOn.ts` has it: what was sent goes on, and nothing else. */
  goOn(): Promise<RunOutcome | 'nothing' | 'killed'> {
    return this.finish(this.startGoingOn());
  }

  /** The person decides that what an earlier life left behind is carried on, whatever it is. */
  carryOn(): Promise<RunOutcome | 'nothing' | 'killed'> {
    return this.finish(this.startCarryingOn());
  }

  async place(): Promise<RunOutcome> {
    const { apiBaseUrl, workspace, altText, request, delivery } = this.#world.record;
    const [record] = await this.generations.intend([{ apiBaseUrl, workspace, altText, request, delivery }]);
    return this.#run(record!);
  }

  /** Also before there is anything to cancel: the person is quick. */
  cancel(): void {
    this.#wantsCancel = true;
    this.generations.cancel(this.#world.record.id);
  }

  suspend(): void {
    void this.generations.suspend();
  }

  async finish<T>(work: Promise<T>): Promise<T | 'killed'> {
    const ended = await this.#world.clock.finish(Promise.race([work, this.process.killed]));
    this.#world.look();
    return ended;
  }

  async startGoingOn(): Promise<RunOutcome | 'nothing'> {
    const { id } = this.#world.record;
    const open = await this.book.loadOpen();
    const record = open.some((each) => each.id === id) ? await this.generations.take(id) : null;
    if (record === null) {
      return 'nothing';
    }
    if (record.state.step === 'intended' || record.state.step === 'submitting') {
      if (record.state.step === 'submitting') {
        await this.book.write({ ...record, state: { step: 'unknown', failure: { kind: 'interrupted' } } });
      }
      await this.generations.letGo(id);
      return 'nothing';
    }
    return this.#run(record);
  }

  async startCarryingOn(): Promise<RunOutcome | 'nothing'> {
    const record = await this.generations.take(this.#world.record.id);
    return record === null ? 'nothing' : this.#run(record);
  }

  /** As `orders/orders.ts` has it: what is settled goes to the history, all else is let go of. */
  async #run(record: GenerationRecord): Promise<RunOutcome> {
    const { id } = record;
    if (this.#wantsCancel) {
      this.generations.cancel(id);
    }
    const outcome = await this.generations.run(record, this.#observer());
    const current = this.book.get(id);
    if (current !== null && isSettled(current)) {
      await this.generations.close(id).catch(() => undefined);
    } else {
      await this.generations.letGo(id);
    }
    return outcome;
  }

  #observer(): Omit<RunObserver, 'onComing'> {
    return {
      onPhase: (phase) => this.phases.push(phase),
      onCancellation: (cancellation) => this.cancellations.push(cancellation),
      onNotWritten: (error) => this.notWritten.push(error),
    };
  }
}

function pathOf(shelf: Shelf, id: string): string {
  return `${shelf}/${id}.json`;
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
