import { remember } from '../../../src/documents/keptPlace.ts';
import type { Draft } from '../../../src/generation/intendOrder.ts';
import type { GenerationRecord, GenerationState } from '../../../src/records/generationRecord.ts';
import type { Shelf } from '../../../src/records/recordStore.ts';
import { FakeService } from '../generation/fakeService.ts';
import { VirtualClock } from '../generation/virtualClock.ts';
import { FakeWatch } from '../records/fakeWatch.ts';
import { MemoryDisk, type DiskOperation } from '../records/memoryDisk.ts';
import { sampleRecord, showing } from '../records/sampleRecord.ts';
import { shelvesOnDisk } from '../records/shelvesOnDisk.ts';
import { Documents, paragraph } from '../sequences/documents.ts';
import { OrderWindow } from './orderWindow.ts';

export const page = 'file:///w/page.md';
export const otherPage = 'file:///w/other.md';

interface Left {
  readonly id: string;
  readonly state: GenerationState;
  readonly order?: string;
  readonly workspace?: string;
  readonly paused?: GenerationRecord['paused'];
  /** For a paragraph of a document; without it, for the gallery. */
  readonly insert?: { readonly document: string; readonly at: number };
}

/** A disk, a service, documents and a clock, and on them windows with the real orders. */
export class OrdersWorld {
  readonly clock = new VirtualClock();
  readonly disk = new MemoryDisk(() => this.clock.now());
  readonly service = new FakeService(this.clock);
  readonly documents = new Documents();
  readonly windows: OrderWindow[] = [];
  readonly #watch = new FakeWatch(this.disk);
  #ids = 0;

  constructor() {
    this.documents.add(page);
    this.documents.add(otherPage);
  }

  open(workspace = 'w'): OrderWindow {
    const window = new OrderWindow({
      number: this.windows.length + 1,
      workspace,
      death: null,
      clock: this.clock,
      disk: this.disk,
      documents: this.documents,
      service: this.service,
      watch: this.#watch.watch,
      newId: () => {
        this.#ids++;
        return `${this.#ids}`;
      },
      isAlive: (process) => this.windows[process - 1]?.process.isAlive ?? false,
    });
    this.windows.push(window);
    return window;
  }

  draftToShow(seed = 7): Draft {
    const { apiBaseUrl, altText, request } = sampleRecord();
    return { apiBaseUrl, workspace: 'w', altText, request: { ...request, seed }, delivery: showing };
  }

  draftToInsert(document: string, at: number): Draft {
    const altText = paragraph(document, at);
    const { text } = this.documents.pages.get(document)!;
    const start = text.indexOf(`${altText}\n`);
    const place = remember(text, { start, end: start + altText.length });
    const shown = this.draftToShow();
    return {
      ...shown,
      altText,
      request: { ...shown.request, prompt: altText },
      delivery: {
        kind: 'insert',
        document,
        base: document,
        place,
        position: 'after',
        folder: 'file:///w/images',
        fileName: '${slug}',
        embedPrompt: true,
        progress: { step: 'pending' },
      },
    };
  }

  /** A record that an earlier window left behind as open. */
  leave({ id, state, order = id, workspace = 'w', paused = null, insert }: Left): GenerationRecord {
    const draft = insert === undefined ? this.draftToShow() : this.draftToInsert(insert.document, insert.at);
    const record = {
      ...sampleRecord({ id, state }),
      ...draft,
      order: { id: order, index: 1, count: 1 },
      workspace,
      paused,
    };
    this.disk.put(`open/${id}.json`, JSON.stringify(record));
    return record;
  }

  /** A job that the service has, and the record of it. */
  async leaveAccepted(left: Omit<Left, 'state'>): Promise<GenerationRecord & { readonly requestId: string }> {
    const { request } = sampleRecord();
    const submission = await this.service.submit(request);
    const requestId = submission.outcome === 'accepted' ? submission.requestId : '';
    const acceptedAt = new Date(this.clock.now()).toISOString();
    return { ...this.leave({ ...left, state: { step: 'accepted', requestId, acceptedAt } }), requestId };
  }

  /** How each generation stands on disk: its shelf and its step. */
  onDisk(): Record<string, string> {
    const all = shelvesOnDisk(this.disk);
    const standing = (Object.keys(all) as Shelf[]).flatMap((shelf) =>
      all[shelf].map(({ id, state }) => [id, `${shelf}, ${state.step}`] as const),
    );
    return Object.fromEntries(standing.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }

  record(id: string): GenerationRecord | null {
    return (
      Object.values(shelvesOnDisk(this.disk))
        .flat()
        .find((record) => record.id === id) ?? null
    );
  }

  /** From now on the disk fails at such operations, on paths that begin so, as often as is said. */
  failAt(operation: DiskOperation, path: string, times = Infinity): void {
    let left = times;
    this.disk.before = (asked, at) => {
      if (asked === operation && at.startsWith(path) && left > 0) {
        left--;
        throw new Error('EIO');
      }
    };
  }

  get submits(): number {
    return this.service.calls.filter((call) => call === 'submit').length;
  }

  /** The lines of a document that are pictures. */
  pictures(document: string): string[] {
    const text = this.documents.pages.get(document)?.text ?? '';
    return text.split('\n').filter((line) => line.startsWith('!['));
  }

  /** Generations that a window has the right to, as the disk has it. */
  claimed(): string[] {
    return this.disk.paths('claims').map((path) => path.replace('claims/', '').replace(/\.\d+$/, ''));
  }
}
