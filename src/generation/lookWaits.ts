const seconds = 1000;

/**
 * What one more look is worth: so many milliseconds of a picture's lateness. Where the end may be anywhere in some
 * seconds, looks are dear: with this a job has no more of them than by a loop of half a second. Where jobs are alike,
 * few are needed at all, all around the end, and each may cost less.
 */
const priceOfLook = { anywhere: 24, alike: 6 } as const;

/** The middle half of the times lies within this share of the usual one: then jobs are alike. */
const sharedByAlike = 0.25;

/** Times that nobody needs to have seen to reckon with them, as much as three jobs of which something is known. */
const supposed = [0.4, 0.8, 1.3, 1.9, 2.6, 3.4, 4.4, 5.6, 7.2, 9.5].map((time) => time * seconds);
const weightOfSupposed = 3 / supposed.length;

const shortest = 0.08 * seconds;
const longest = 15 * seconds;

/** No job that ends where others did is later than this, or than such a share of its time where it runs for long. */
const latest = 0.48 * seconds;
const latestShare = 1 / 16;

const fewestToWaitFor = 3;

/** A job in the queue is looked at after such a share of the time that those before it take one after the other. */
const shareOfQueue = 0.17;

/**
 * The wait before the next look at a job that has been running for so long, where earlier ones took as long as was
 * seen. It is so long that the lateness to be expected at its end is worth a look: short where the end is near, long
 * where it is far. A job that runs longer than any is looked at ever less often.
 */
export function runningWait(ranFor: number, seen: readonly number[]): number {
  const left = [
    ...seen.map((time) => ({ time: time - ranFor, weight: 1 })),
    ...supposed.map((time) => ({ time: time - ranFor, weight: weightOfSupposed })),
  ]
    .filter(({ time }) => time > 0)
    .sort((one, other) => one.time - other.time);
  const price = areAlike(seen) ? priceOfLook.alike : priceOfLook.anywhere;
  const worth = price * left.reduce((sum, { weight }) => sum + weight, 0);
  let weights = 0;
  let times = 0;
  let wait = Infinity;
  for (const { time, weight } of left) {
    if (wait <= time) {
      break;
    }
    weights += weight;
    times += weight * time;
    wait = (worth + times) / weights;
  }
  const untilFirst = Math.max(0, soonestOf(seen) - ranFor);
  return within(Math.min(wait, untilFirst + Math.max(latest, ranFor * latestShare)));
}

/** Before it a job is not expected to end. The next may be quicker than all, by as much as they lie apart. */
function soonestOf(seen: readonly number[]): number {
  // A few may all have found a cold machine, and say nothing of how soon a job can end.
  if (seen.length < fewestToWaitFor) {
    return 0;
  }
  const soonest = Math.min(...seen);
  return soonest - (Math.max(...seen) - soonest) / (seen.length - 1);
}

/** The wait before the next look at a job in the queue: there is time for those before it. */
export function queueWait(place: number | null, waitedFor: number, seen: readonly number[]): number {
  const usual = partOf(seen.length === 0 ? supposed : seen, 0.5);
  return place === null
    ? lateWait(waitedFor)
    : Math.min(5 * seconds, Math.max(0.5 * seconds, shareOfQueue * usual * place));
}

/** The wait before the next look at a job of which nothing is known but for how long it is watched. */
export function lateWait(watched: number): number {
  return Math.min(longest, Math.max(0.75 * seconds, watched / 10));
}

function areAlike(times: readonly number[]): boolean {
  return times.length >= 8 && partOf(times, 0.75) - partOf(times, 0.25) < sharedByAlike * partOf(times, 0.5);
}

/** The time that such a part of all are below. */
function partOf(times: readonly number[], part: number): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * part)] ?? 0;
}

function within(wait: number): number {
  return Math.min(longest, Math.max(shortest, wait));
}
