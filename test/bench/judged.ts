/** A figure beside what is to be reached; `null` is one of which nothing is asked. */
export interface Judged {
  readonly line: string;
  readonly isReached: boolean | null;
}

/** Ours beside theirs of the same run, and how many times theirs it may be. */
export function atMost(what: string, ours: number, theirs: number, most: number): Judged {
  const ratio = ours / theirs;
  return {
    line: `${what}: ${figure(ours)} beside ${figure(theirs)}, ratio ${ratio.toFixed(2)} of at most ${most.toFixed(2)}`,
    isReached: ratio <= most,
  };
}

export function atLeast(what: string, ours: number, theirs: number, least: number): Judged {
  const ratio = ours / theirs;
  return {
    line: `${what}: ${figure(ours)} beside ${figure(theirs)}, ratio ${ratio.toFixed(2)} of at least ${least.toFixed(2)}`,
    isReached: ratio >= least,
  };
}

/** A figure that stands by itself; `detail` is its spread, in brackets. */
export function within(what: string, found: number, most: number, unit: string, detail = ''): Judged {
  return {
    line: `${what}: ${figure(found)}${unit}${detail === '' ? '' : ` (${detail})`} of at most ${figure(most)}${unit}`,
    isReached: found <= most,
  };
}

/** A figure for the table, of which nothing is asked. */
export function told(what: string, found: number, unit: string, detail: string): Judged {
  return { line: `${what}: ${figure(found)}${unit} (${detail})`, isReached: null };
}

function figure(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
