import * as z from 'zod';
import type { ImageRequest } from '../models/imageRequest.ts';

/** How long jobs of one kind ran, in milliseconds, and what a new one is put down with. */
export interface TimesOfKind {
  readonly seen: readonly number[];
  note(milliseconds: number): void;
}

/** Where values are kept from one window to the next; they are of JSON. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

interface TimesTools {
  readonly memory: Memory;
  readonly now: () => number;
}

/** So many of the last ones say what is usual now. */
const mostKept = 30;

/** So many in a row that are like none before say that something has changed. */
const fewestSurprises = 3;

const memoryKey = 'runningTimes';
const mostKindsRemembered = 20;
/** What is older may be true no longer. */
const remembersFor = 14 * 24 * 60 * 60 * 1000;

const remembered = z.array(
  z.object({
    kind: z.string(),
    /** When the last of them ended. */
    at: z.number(),
    times: z.array(z.number().nonnegative()).max(mostKept),
  }),
);

/** How long jobs ran, by the settings that decide it: the next one will run about as long. */
export class RunningTimes {
  readonly #tools: TimesTools | null;
  readonly #kinds = new Map<string, readonly number[]>();

  /** Without tools, what is learned is forgotten with the window. */
  constructor(tools: TimesTools | null = null) {
    this.#tools = tools;
  }

  of({ model, imageSize, numInferenceSteps, numImages }: ImageRequest): TimesOfKind {
    const kind = JSON.stringify([model, imageSize, numInferenceSteps, numImages]);
    const seen = (): readonly number[] => this.#seen(kind);
    return {
      get seen() {
        return seen();
      },
      note: (milliseconds) => {
        const times = withoutThePast([...seen(), milliseconds].slice(-mostKept));
        this.#kinds.set(kind, times);
        // What is not kept is learned anew.
        this.#remember(kind, times).catch(() => undefined);
      },
    };
  }

  #seen(kind: string): readonly number[] {
    const known = this.#kinds.get(kind) ?? this.#fromMemory().find((each) => each.kind === kind)?.times ?? [];
    this.#kinds.set(kind, known);
    return known;
  }

  /** The kind whose job ended last comes first. Whatever else stands there is as nothing. */
  #fromMemory(): z.infer<typeof remembered> {
    if (this.#tools === null) {
      return [];
    }
    const { memory, now } = this.#tools;
    const all = remembered.safeParse(memory.get(memoryKey)).data ?? [];
    return all.filter(({ at }) => now() - at < remembersFor);
  }

  async #remember(kind: string, times: readonly number[]): Promise<void> {
    if (this.#tools !== null) {
      const { memory, now } = this.#tools;
      const own = { kind, at: now(), times: times.map(Math.round) };
      const others = this.#fromMemory().filter((each) => each.kind !== kind);
      await memory.update(memoryKey, [own, ...others].slice(0, mostKindsRemembered));
    }
  }
}

/** What was learned is forgotten where it is true no longer. One that took long alone (a cold machine) changes nothing. */
function withoutThePast(times: readonly number[]): readonly number[] {
  const past = times.slice(0, -fewestSurprises);
  const now = times.slice(-fewestSurprises);
  const [least, most] = [Math.min(...past), Math.max(...past)];
  const areSurprises =
    past.length > 0 && (now.every((time) => time > most * 1.3) || now.every((time) => time < least * 0.7));
  return areSurprises ? now : times;
}
