import type { Disk } from './disk.ts';

export const claimsFolder = 'claims';

/** A claim as it is on disk. */
export interface ClaimFile {
  readonly number: number;
  readonly text: string;
}

/** The claims of one generation: numbered files, of which the newest counts. */
export class ClaimFiles {
  readonly #disk: Disk;
  readonly #id: string;

  constructor(disk: Disk, id: string) {
    this.#disk = disk;
    this.#id = id;
  }

  async newest(): Promise<ClaimFile | null> {
    for (;;) {
      const number = Math.max(0, ...(await this.numbers()));
      const text = number === 0 ? null : await this.#read(number);
      // One that is listed and cannot be read was let go of at this moment.
      if (number === 0 || text !== null) {
        return text === null ? null : { number, text };
      }
    }
  }

  async numbers(): Promise<number[]> {
    const names = await this.#disk.list(claimsFolder);
    return names
      .filter((name) => name.startsWith(`${this.#id}.`))
      .map((name) => Number(name.slice(this.#id.length + 1)))
      .filter((number) => Number.isInteger(number) && number > 0);
  }

  /** Whether it is still there, and not another that has its number. */
  async has({ number, text }: ClaimFile): Promise<boolean> {
    return (await this.#read(number)) === text;
  }

  /** False where the number is taken. */
  async create({ number, text }: ClaimFile): Promise<boolean> {
    return this.#disk.create(this.#path(number), Buffer.from(text));
  }

  async remove(number: number): Promise<void> {
    await this.#disk.remove(this.#path(number));
  }

  async touch(number: number): Promise<boolean> {
    return this.#disk.touch(this.#path(number));
  }

  async age(number: number): Promise<number | null> {
    return this.#disk.age(this.#path(number));
  }

  async #read(number: number): Promise<string | null> {
    const bytes = await this.#disk.read(this.#path(number));
    return bytes === null ? null : new TextDecoder().decode(bytes);
  }

  #path(number: number): string {
    return `${claimsFolder}/${this.#id}.${number}`;
  }
}
