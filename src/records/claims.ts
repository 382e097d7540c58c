import * as z from 'zod';
import type { Disk } from './disk.ts';

const claimsFolder = 'claims';

/** A holder that did not say for this long that it lives may be followed. */
const staleAfter = 60_000;
const heartbeatInterval = 10_000;

const holder = z.object({ host: z.string(), process: z.int().positive() });

type Holder = z.infer<typeof holder>;

export interface ClaimsOptions {
  readonly disk: Disk;
  readonly self: Holder;
  /** Whether a process of this machine lives. */
  readonly isAlive: (process: number) => boolean;
  /** Calls again and again until it is stopped; tests own it. */
  readonly every: (milliseconds: number, call: () => void) => { stop(): void };
}

/** The right of one window to carry on one generation. While it is held, it says that its holder lives. */
export interface Claim {
  /** Aborts when another window has followed this one, which slept: it must stop. */
  readonly lost: AbortSignal;
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
    if (!(await disk.create(pathOf(id, number), Buffer.from(JSON.stringify(self))))) {
      return null;
    }
    for (let old = number - 1; old > 0 && newest !== null; old--) {
      await disk.remove(pathOf(id, old));
    }
    return this.#hold(id, number);
  }

  #hold(id: string, number: number): Claim {
    const { disk, every } = this.#options;
    const path = pathOf(id, number);
    const lost = new AbortController();
    const beat = async (): Promise<void> => {
      if ((await this.#newest(id)) !== number || !(await disk.touch(path))) {
        lost.abort();
        heartbeat.stop();
      }
    };
    const heartbeat = every(heartbeatInterval, () => {
      // A disk that does not answer says nothing about the claim.
      beat().catch(() => undefined);
    });
    return {
      lost: lost.signal,
      async release() {
        heartbeat.stop();
        await disk.remove(path);
      },
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
