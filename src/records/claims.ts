import * as z from 'zod';
import type { Disk } from './disk.ts';

const claimsFolder = 'claims';

/** A holder that did not say for this long that it lives may be followed. */
const staleAfter = 60_000;
export const heartbeatInterval = 10_000;

const holder = z.object({ host: z.string(), process: z.int().positive() });

export type Holder = z.infer<typeof holder>;

export interface ClaimsOptions {
  readonly disk: Disk;
  readonly self: Holder;
  /** Whether a process of this machine lives. */
  readonly isAlive: (process: number) => boolean;
}

/** The right of one window to carry on one generation. */
export interface Claim {
  /** Says that the holder lives; false where another window has followed it. */
  beat(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Which window carries on which generation. A claim is a numbered file, made by exclusive create; whoever follows a
 * dead holder makes the next number, so that of any windows that try, one succeeds, and a holder that wakes up sees
 * that it was followed.
 */
export class Claims {
  readonly #options: ClaimsOptions;

  constructor(options: ClaimsOptions) {
    this.#options = options;
  }

  /** Null where another window that lives has it. */
  async acquire(id: string): Promise<Claim | null> {
    const { disk, self } = this.#options;
    const newest = await this.#newest(id);
    if (newest !== null && (await this.#isHeld(pathOf(id, newest)))) {
      return null;
    }
    const number = (newest ?? 0) + 1;
    const path = pathOf(id, number);
    if (!(await disk.create(path, Buffer.from(JSON.stringify(self))))) {
      return null;
    }
    for (let old = number - 1; old > 0 && newest !== null; old--) {
      await disk.remove(pathOf(id, old));
    }
    return {
      beat: async () => (await this.#newest(id)) === number && disk.touch(path),
      release: () => disk.remove(path),
    };
  }

  async #newest(id: string): Promise<number | null> {
    const names = await this.#options.disk.list(claimsFolder);
    const numbers = names
      .filter((name) => name.startsWith(`${id}.`))
      .map((name) => Number(name.slice(id.length + 1)))
      .filter((number) => Number.isInteger(number) && number > 0);
    return numbers.length === 0 ? null : Math.max(...numbers);
  }

  async #isHeld(path: string): Promise<boolean> {
    const { disk, self, isAlive } = this.#options;
    const [bytes, age] = [await disk.read(path), await disk.age(path)];
    if (bytes === null || age === null) {
      return false;
    }
    const by = parseHolder(bytes);
    if (by?.host === self.host && !isAlive(by.process)) {
      return false;
    }
    return age < staleAfter;
  }
}

function parseHolder(bytes: Uint8Array): Holder | null {
  try {
    return holder.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch {
    return null;
  }
}

function pathOf(id: string, number: number): string {
  return `${claimsFolder}/${id}.${number}`;
}
