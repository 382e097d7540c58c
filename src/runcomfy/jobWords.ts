/** What a word for a job's state means. Both vocabularies of the service, and those that its clients have met. */
export type JobWord = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled';

const words: ReadonlyMap<string, JobWord> = new Map([
  ['in_queue', 'queued'],
  ['queued', 'queued'],
  ['pending', 'queued'],
  ['waiting', 'queued'],
  ['completed', 'finished'],
  ['succeeded', 'finished'],
  ['success', 'finished'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
]);

/** An unknown word means 'still running': a new state of the service must not end a paid job. */
export function meaningOf(word: string): JobWord {
  return words.get(word.trim().toLowerCase()) ?? 'running';
}
