import type { PictureType } from '../images/checkPicture.ts';
import type { Claim } from '../records/claims.ts';
import type { GenerationRecord } from '../records/generationRecord.ts';
import type { RecordBook } from '../records/recordBook.ts';
import type { PictureStore } from './downloadPictures.ts';
import type { RecordWriter } from './runRecord.ts';

/**
 * What a run puts on disk while it holds the claim. A window that was followed while it slept writes nothing more, and
 * above all sends nothing.
 */
export class HeldJournal implements RecordWriter, PictureStore {
  readonly #book: RecordBook;
  readonly #claim: Claim;

  constructor(book: RecordBook, claim: Claim) {
    this.#book = book;
    this.#claim = claim;
  }

  async write(record: GenerationRecord): Promise<void> {
    if (record.state.step === 'submitting') {
      await this.#beginSubmit(record);
    } else {
      await this.#mustNotBeFollowed();
      await this.#book.write(record);
    }
  }

  async storePicture(
    id: string,
    index: number,
    type: PictureType,
    bytes: Uint8Array,
  ): Promise<{ path: string; sha256: string }> {
    await this.#mustNotBeFollowed();
    return this.#book.storePicture(id, index, type, bytes);
  }

  /**
   * Whatever goes on while this window sleeps at one of these steps, at most one sends: who follows before the write
   * is seen after it, and who follows after it finds that the order is being sent.
   */
  async #beginSubmit(record: GenerationRecord): Promise<void> {
    const current = await this.#book.readOpen(record.id);
    await this.#mustHold();
    if (current?.state.step !== 'intended') {
      throw new Error(`${record.id} is ${current?.state.step ?? 'gone'} and is not sent again`);
    }
    await this.#book.write(record);
    await this.#mustHold();
  }

  async #mustHold(): Promise<void> {
    if (!(await this.#claim.isHeld())) {
      throw new Error('another window has followed this one');
    }
  }

  /** After the submit, a disk that does not tell who holds it keeps nothing that was paid for from being put down. */
  async #mustNotBeFollowed(): Promise<void> {
    const isHeld = await this.#claim.isHeld().catch(() => !this.#claim.lost.aborted);
    if (!isHeld) {
      throw new Error('another window has followed this one');
    }
  }
}
