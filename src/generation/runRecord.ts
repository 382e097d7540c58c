import type { GenerationRecord, GenerationState } from '../records/generationRecord.ts';

/** Where each step of a generation is put down before the next one begins. */
export interface RecordWriter {
  write(record: GenerationRecord): Promise<void>;
}

/** The record of a run, as it goes from step to step. */
export class RunRecord {
  #record: GenerationRecord;
  #isOnDisk = true;
  readonly #writer: RecordWriter;
  readonly #onNotWritten: (error: unknown) => void;

  constructor(record: GenerationRecord, writer: RecordWriter, onNotWritten: (error: unknown) => void) {
    this.#record = record;
    this.#writer = writer;
    this.#onNotWritten = onNotWritten;
  }

  get current(): GenerationRecord {
    return this.#record;
  }

  /** Throws where the disk does not take it: then nothing may be sent. */
  async beginSubmit(): Promise<void> {
    await this.#writer.write({ ...this.#record, state: { step: 'submitting' } });
  }

  /** After the submit nothing may stop the run: what was paid for is brought home even when the disk is full. */
  async step<State extends GenerationState>(state: State): Promise<State> {
    this.#record = { ...this.#record, state };
    try {
      await this.#writer.write(this.#record);
      this.#isOnDisk = true;
    } catch (error) {
      this.#isOnDisk = false;
      this.#onNotWritten(error);
    }
    return state;
  }

  /** The disk may have room again: an id that is not on it is lost with this window. */
  async writeMissed(): Promise<void> {
    if (this.#isOnDisk) {
      return;
    }
    try {
      await this.#writer.write(this.#record);
      this.#isOnDisk = true;
    } catch {
      // That it is missing was told.
    }
  }
}
