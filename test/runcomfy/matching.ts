import type { JobMatch } from './controlShapes.ts';

export interface Matchable {
  readonly requestId: string | null;
  readonly prompt: string | null;
}

export function matches(match: JobMatch, subject: Matchable): boolean {
  return (
    (match.requestId === undefined || match.requestId === subject.requestId) &&
    (match.prompt === undefined || match.prompt === subject.prompt) &&
    (match.promptIncludes === undefined || (subject.prompt?.includes(match.promptIncludes) ?? false))
  );
}

export function isSameMatch(one: JobMatch, other: JobMatch): boolean {
  return (
    one.requestId === other.requestId &&
    one.prompt === other.prompt &&
    one.promptIncludes === other.promptIncludes
  );
}
