import type { ImageRequest } from '../models/imageRequest.ts';

/** How long jobs of one kind ran, in milliseconds, and what a new one is put down with. */
export interface TimesOfKind {
  readonly seen: readonly number[];
  note(milliseconds: number): void;
}

/** So many of the last ones say what is usual now. */
const mostKept = 30;

/** So many in a row that are like none before say that something has changed. */
const fewestSurprises = 3;

/** How long jobs ran in this window, by the settings that decide it: the next one will run about as long. */
export class RunningTimes {
  readonly #kinds = new Map<string, readonly number[]>();

  of({ model, imageSize, numInferenceSteps, numImages }: ImageRequest): TimesOfKind {
    const kind = JSON.stringify([model, imageSize, numInferenceSteps, numImages]);
    const kinds = this.#kinds;
    return {
      get seen() {
        return kinds.get(kind) ?? [];
      },
      note: (milliseconds) => {
        kinds.set(kind, withoutThePast([...(kinds.get(kind) ?? []), milliseconds].slice(-mostKept)));
      },
    };
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
