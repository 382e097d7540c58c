import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { ClaimFiles, type ClaimFile } from './claimFiles.ts';
import type { Disk } from './disk.ts';

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
  /** Whether it is still this window's, as the disk has it now: to be asked before something is paid. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Which window carries on which generation. A claim is a numbered file, made by exclusive create; whoever follows a
 * dead holder makes the next number, so that of any windows that try, one succeeds, and a holder that wakes up sees
 * that it was followed. Numbers begin anew when nobody holds, so what is written in a claim is in no other.
 */
export class Claims {
  readonly #options: ClaimsOptions;
  readonly #held = new Set<string>();

  constructor(options: ClaimsOptions) {
    this.#options = options;
  }

  /** Null where a window that lives has it. That may be this one: it slept, and has not yet said that it lives. */
  async acquire(id: string): Promise<Claim | null> {
    const { disk, self } = this.#options;
    const files = new ClaimFiles(disk, id);
    const before = await files.newest();
    if (this.#held.has(id) || (before !== null && (await this.#isHeld(before, files)))) {
      return null;
    }
    const own = {
      number: (before?.number ?? 0) + 1,
      text: JSON.stringify({ ...self, claim: randomUUID() }),
    };
    if (!(await files.create(own))) {
      return null;
    }
    const others = (await files.numbers()).filter((number) => number !== own.number);
    const isNext = before === null ? others.length === 0 : await files.has(before);
    if (!isNext) {
      // Since the look others came and went, and one of them may hold it.
      await files.remove(own.number);
      return null;
    }
    for (const old of others) {
      await files.remove(old);
    }
    return this.#hold(id, own, files);
  }

  #hold(id: string, own: ClaimFile, files: ClaimFiles): Claim {
    const lost = new AbortController();
    let ended = false;
    const end = (): void => {
      ended = true;
      heartbeat.stop();
      this.#held.delete(id);
    };
    const isHeld = async (): Promise<boolean> => {
      const isNewest = Math.max(...(await files.numbers())) === own.number && (await files.has(own));
      const isOurs = !ended && isNewest && (await files.touch(own.number));
      if (!isOurs && !ended) {
        end();
        lost.abort();
      }
      return isOurs;
    };
    const heartbeat = this.#options.every(heartbeatInterval, () => {
      // A disk that does not answer says nothing about the claim.
      isHeld().catch(() => undefined);
    });
    this.#held.add(id);
    return {
      lost: lost.signal,
      isHeld,
      async release() {
        if (!ended) {
          end();
        }
        if (await files.has(own)) {
          await files.remove(own.number);
        }
      },
    };
  }

  async #isHeld({ number, text }: ClaimFile, files: ClaimFiles): Promise<boolean> {
    const { self, isAlive } = this.#options;
    const by = parseHolder(text);
    if (by?.host === self.host && !isAlive(by.process)) {
      return false;
    }
    const age = await files.age(number);
    return age !== null && age < staleAfter;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    return holder.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
