import { remember } from '../../../src/documents/keptPlace.ts';
import type { Draft } from '../../../src/generation/intendOrder.ts';
import type { ImageService } from '../../../src/generation/service.ts';
import type { Delivered, Ended } from '../../../src/orders/orderResult.ts';
import {
  generationRecord,
  type Delivery,
  type GenerationRecord,
} from '../../../src/records/generationRecord.ts';
import { shelves, type Shelf } from '../../../src/records/recordStore.ts';
import { FakeService } from '../generation/fakeService.ts';
import { settled, VirtualClock } from '../generation/virtualClock.ts';
import { FakeWatch } from '../records/fakeWatch.ts';
import { MemoryDisk, type DiskOperation } from '../records/memoryDisk.ts';
import { sampleRecord } from '../records/sampleRecord.ts';
import { Documents, paragraph } from './documents.ts';
import { SequenceWindow, type Witness } from './sequenceWindow.ts';
import { documentCount, paragraphCount, windowCount, type Step } from './steps.ts';

const writes: readonly DiskOperation[] = ['create', 'replace', 'move', 'remove', 'touch'];

/** What pays when it is pressed. */
const paying = ['tryAgain', 'submitAgain'];

/** One POST. */
interface Submit {
  readonly seed: number;
  /** The record that stood as 'submitting' on disk then. */
  readonly record: string | null;
  /** What was paid for; null where it was refused, or lost on its way. */
  readonly job: string | null;
}

export interface OnShelf {
  readonly shelf: Shelf;
  readonly record: GenerationRecord;
}

/** Windows, a service, a disk, documents and a person, to whom steps happen; what is against the laws is noted at once. */
export class SequenceWorld implements Witness {
  readonly clock = new VirtualClock();
  readonly disk = new MemoryDisk(() => this.clock.now());
  readonly service = new FakeService(this.clock);
  readonly documents = new Documents();
  readonly broken: string[] = [];
  readonly submits: Submit[] = [];
  /** How many orders of one seed the person gave, the first and each press that pays. */
  readonly asked = new Map<number, number>();
  /** Ids of jobs that were on disk at any time. */
  readonly known = new Set<string>();
  /** Generations of which it was told that their picture is not in its document. */
  readonly offered = new Set<string>();
  /** Generations that the person moved to the bin. */
  readonly removed = new Set<string>();
  readonly #watch = new FakeWatch(this.disk);
  readonly #lives: SequenceWindow[] = [];
  readonly #windows: (SequenceWindow | null)[] = Array.from({ length: windowCount }, () => null);
  #ids = 0;
  #diskFaults = false;

  constructor() {
    const onChange = this.disk.onChange;
    this.disk.onChange = (path) => {
      this.#look(path);
      onChange?.(path);
    };
    for (let at = 0; at < documentCount; at++) {
      this.documents.add(documentUri(at));
    }
    for (let at = 0; at < windowCount; at++) {
      this.#open(at, null);
    }
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      await this.#apply(step);
      await settled();
    }
  }

  /** All that was broken works again, new windows open, and the person keeps waiting for what waits. */
  async heal(): Promise<void> {
    this.disk.before = this.disk.after = null;
    for (const list of [...Object.values(this.service.fates), ...Object.values(this.service.answers)]) {
      list.length = 0;
    }
    for (const life of this.#lives) {
      life.process.wake();
      life.process.kill();
    }
    await settled();
    // Of what was torn in a claim's file nobody knows whose it is: it is held for a minute.
    this.clock.sleep(2 * 60_000);
    for (let at = 1; at < windowCount; at++) {
      this.#open(at, null);
    }
    await this.quiet();
    for (const window of this.alive()) {
      for (const { record } of this.records()) {
        if (record.paused !== null && record.workspace === window.workspace) {
          window.press('keepWaiting', record.id);
        }
      }
    }
    await this.quiet();
  }

  alive(): SequenceWindow[] {
    return this.#windows.filter((window): window is SequenceWindow => window?.process.isAlive === true);
  }

  async quiet(): Promise<void> {
    await this.clock.finish(
      (async () => {
        for (const { works } of this.alive()) {
          await Promise.all(works);
        }
      })(),
    );
  }

  records(): OnShelf[] {
    return shelves.flatMap((shelf) =>
      this.disk.paths(shelf).flatMap((path) => {
        const text = this.disk.text(path);
        return text === null ? [] : [{ shelf, record: generationRecord.parse(JSON.parse(text)) }];
      }),
    );
  }

  onSubmit(
    window: SequenceWindow,
    request: Parameters<ImageService['submit']>[0],
  ): ReturnType<ImageService['submit']> {
    const { seed } = request;
    const sending = this.records().filter(
      ({ shelf, record }) =>
        shelf === 'open' &&
        record.request.seed === seed &&
        record.state.step === 'submitting' &&
        window.generations.isHeld(record.id),
    );
    const id = sending[0]?.record.id ?? null;
    const paidBefore = this.service.jobs.size;
    const answer = this.service.submit(request);
    const { size } = this.service.jobs;
    this.submits.push({ seed, record: id, job: size > paidBefore ? `job-${size}` : null });
    if (id === null || sending.length > 1) {
      this.broken.push(`a submit with ${sending.length} records that are being sent`);
    } else if (this.submits.filter(({ record }) => record === id).length > 1) {
      this.broken.push(`${id} was sent twice`);
    } else if (!window.generations.ordered.includes(id) && !window.pressed.has(id)) {
      this.broken.push(`${id} was sent by a window in which nobody asked for it`);
    }
    return answer;
  }

  onAsk(_: SequenceWindow, requestId: string): void {
    if (!this.known.has(requestId) && !this.#diskFaults) {
      this.broken.push(`${requestId} was asked for before it was on disk`);
    }
  }

  onEnded(_: SequenceWindow, { record, outcome }: Ended): void {
    const jobs = this.jobsOf(record.id);
    const truths = jobs.map((id) => this.service.stateOf(id).state);
    const told = `${record.id} was told as ${outcome.outcome}, and is ${truths.join(' and ') || 'not paid for'}`;
    switch (outcome.outcome) {
      case 'stored':
        if (truths[0] !== 'succeeded') this.broken.push(told);
        break;
      case 'failed':
        // A service that names no picture for a minute said so itself.
        if (truths.length !== 1) this.broken.push(told);
        break;
      case 'rejected':
      case 'notRecorded':
        if (truths.length > 0) this.broken.push(told);
        break;
      case 'cancelled':
        if (outcome.sent ? truths[0] !== 'cancelled' : truths.length > 0) this.broken.push(told);
        break;
      case 'unknown':
      case 'paused':
      case 'suspended':
        break;
    }
  }

  onDelivered(_: SequenceWindow, delivered: Delivered): void {
    if (delivered.outcome !== 'inserted') {
      const { id } = delivered.outcome === 'pictureGone' ? delivered.record : delivered.waiting.record;
      this.offered.add(id);
    }
  }

  /** The jobs that were paid for a record. */
  jobsOf(id: string): string[] {
    return this.submits.flatMap(({ record, job }) => (record === id && job !== null ? [job] : []));
  }

  #look(path: string): void {
    const [folder] = path.split('/');
    const text = (shelves as readonly (string | undefined)[]).includes(folder) ? this.disk.text(path) : null;
    if (text !== null && text !== '') {
      const { id, state } = generationRecord.parse(JSON.parse(text));
      if ('requestId' in state && state.requestId !== null) {
        this.known.add(state.requestId);
        const other = this.submits.find(({ job }) => job === state.requestId)?.record;
        if (other !== id) {
          this.broken.push(`${id} has the job of ${other ?? 'nobody'}`);
        }
      }
    }
  }

  async #apply(step: Step): Promise<void> {
    switch (step.does) {
      case 'order':
        this.#order(step);
        return;
      case 'press':
        this.#press(step);
        return;
      case 'cancelOrder': {
        const cancels = this.#windows[step.window]?.cancels ?? [];
        cancels[step.order % Math.max(1, cancels.length)]?.();
        return;
      }
      case 'kill':
        this.#windows[step.window]?.process.kill();
        return;
      case 'sleep':
        this.#windows[step.window]?.process.sleep();
        return;
      case 'wake':
        this.#windows[step.window]?.process.wake();
        return;
      case 'close':
        this.#windows[step.window]?.close();
        return;
      case 'focus':
        this.#windows[step.window]?.goOn('return');
        return;
      case 'newToken':
        this.#windows[step.window]?.goOn('newToken');
        return;
      case 'open':
        this.#windows[step.window]?.process.kill();
        this.#open(step.window, step.diesAt);
        return;
      case 'pass':
        return this.clock.pass(step.milliseconds);
      case 'jump':
        this.clock.sleep(step.milliseconds);
        return;
      case 'course':
        this.service.course = step.course;
        return;
      case 'fates':
        this.service.fates.submit.push(...step.submit);
        this.service.fates.cancel.push(...step.cancel);
        return;
      case 'answers':
        this.service.answers.readStatus.push(...step.status);
        this.service.answers.readResult.push(...step.result);
        this.service.answers.download.push(...step.download);
        return;
      case 'disk':
        this.#breakDisk(step);
        return;
      case 'edit':
        this.#edit(step);
        return;
    }
  }

  #open(at: number, death: SequenceWindowDeath): void {
    const window = new SequenceWindow({
      number: this.#lives.length + 1,
      workspace: at < 2 ? 'w' : 'v',
      death,
      clock: this.clock,
      disk: this.disk,
      documents: this.documents,
      service: this.service,
      watch: this.#watch.watch,
      newId: () => {
        this.#ids++;
        return `${this.#ids}`;
      },
      isAlive: (process) => this.#lives[process - 1]?.process.isAlive ?? false,
      witness: this,
    });
    this.#lives.push(window);
    this.#windows[at] = window;
    window.goOn('start');
  }

  #order({ window: at, document, paragraphs, numImages }: Extract<Step, { does: 'order' }>): void {
    const window = this.#windows[at];
    if (window?.process.isAlive !== true || window.process.isAsleep) {
      return;
    }
    const drafts = paragraphs.flatMap((number) => this.#draft(window, document, number, numImages) ?? []);
    if (drafts.length > 0) {
      window.place(drafts);
    }
  }

  #draft(window: SequenceWindow, document: number | null, number: number, numImages: number): Draft | null {
    const uri = document === null ? null : documentUri(document);
    const altText = paragraph(uri ?? 'none', number);
    const delivery =
      uri === null ? ({ kind: 'show', document: null } as const) : this.#delivery(window, uri, altText);
    if (delivery === null) {
      return null;
    }
    const seed = this.asked.size + 1;
    this.asked.set(seed, 1);
    const { apiBaseUrl, request } = sampleRecord();
    const images = uri === null ? numImages : 1;
    return {
      apiBaseUrl,
      workspace: window.workspace,
      altText,
      request: { ...request, prompt: altText, seed, numImages: images },
      delivery,
    };
  }

  #delivery(window: SequenceWindow, uri: string, altText: string): Delivery | null {
    const text = window.documents.documentNow(uri)?.text ?? '';
    const start = text.indexOf(`${altText}\n`);
    if (start < 0) {
      return null;
    }
    return {
      kind: 'insert',
      document: uri,
      base: uri,
      place: remember(text, { start, end: start + altText.length }),
      position: 'after',
      folder: 'file:///w/images',
      fileName: '${slug}',
      embedPrompt: true,
      progress: { step: 'pending' },
    };
  }

  #press({ window: at, decision, record: number, again }: Extract<Step, { does: 'press' }>): void {
    const all = this.records();
    const pressed = all[number % Math.max(1, all.length)]?.record;
    const windows = again === 'elsewhere' ? [at, (at + 1) % windowCount] : again === 'here' ? [at, at] : [at];
    for (const window of windows.map((each) => this.#windows[each])) {
      if (pressed !== undefined && window?.process.isAlive === true && !window.process.isAsleep) {
        const { seed } = pressed.request;
        if (paying.includes(decision) && !this.#countedPress) {
          this.asked.set(seed, (this.asked.get(seed) ?? 0) + 1);
          this.#countedPress = true;
        }
        if (decision === 'remove') {
          this.removed.add(pressed.id);
        }
        window.press(decision, pressed.id);
      }
    }
    this.#countedPress = false;
  }

  /** A hand that trembles gives one order. */
  #countedPress = false;

  #breakDisk({ after, failing, moment, kind }: Extract<Step, { does: 'disk' }>): void {
    this.#diskFaults = true;
    let operations = 0;
    this.disk.before = this.disk.after = null;
    this.disk[moment] = (operation) => {
      if (kind === 'writes' && !writes.includes(operation)) {
        return;
      }
      operations++;
      if (operations > after && operations <= after + failing) {
        throw new Error('EIO');
      }
    };
  }

  #edit({ document, edit, at }: Extract<Step, { does: 'edit' }>): void {
    const uri = documentUri(document);
    switch (edit) {
      case 'line':
        this.documents.addLine(uri, at % 2 === 0 ? 'start' : 'end', `A line of the person ${at}`);
        return;
      case 'removeParagraph':
        this.documents.removeParagraph(uri, at % paragraphCount);
        return;
      case 'delete':
        this.documents.delete(uri);
        return;
      case 'close':
        this.documents.close(uri);
        return;
    }
  }
}

type SequenceWindowDeath = ConstructorParameters<typeof SequenceWindow>[0]['death'];

export function documentUri(at: number): string {
  return `file:///w/page${at}.md`;
}
