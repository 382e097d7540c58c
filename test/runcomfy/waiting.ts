import type { JobWait, LedgerEntry, LogEntry, RequestWait } from './controlShapes.ts';
import { matches } from './matching.ts';
import type { Service } from './service.ts';

const patience = 20_000;

export function waitForRequest(service: Service, wait: RequestWait): Promise<readonly LogEntry[]> {
  const found = (): LogEntry[] => service.log.filter((entry) => isAwaited(entry, wait));
  const look = (): LogEntry[] | undefined => {
    const entries = found();
    return entries.length >= (wait.count ?? 1) ? entries.map((entry) => ({ ...entry })) : undefined;
  };
  return service.bell.wait(look, wait.timeoutMilliseconds ?? patience, () => {
    const seen = service.log.map(
      ({ method, path, fired }) => `${method} ${path}${fired === null ? '' : ` (${fired})`}`,
    );
    return complaint('request', wait, found().length, seen);
  });
}

export function waitForJob(service: Service, wait: JobWait): Promise<readonly LedgerEntry[]> {
  const found = (): LedgerEntry[] =>
    service
      .ledger()
      .filter((entry) => matches(wait, { requestId: entry.requestId, prompt: promptOf(entry) }))
      .filter((entry) => entry.history.some(({ state }) => state === wait.state));
  const look = (): LedgerEntry[] | undefined => {
    const entries = found();
    return entries.length >= (wait.count ?? 1) ? entries : undefined;
  };
  return service.bell.wait(look, wait.timeoutMilliseconds ?? patience, () => {
    const jobs = service
      .ledger()
      .map((entry) => `'${promptOf(entry)}': ${entry.history.at(-1)?.state ?? ''}`);
    return complaint('job', wait, found().length, jobs);
  });
}

function isAwaited(entry: LogEntry, wait: RequestWait): boolean {
  return (
    entry.number > (wait.after ?? 0) &&
    (wait.port ?? entry.port) === entry.port &&
    (wait.endpoint ?? entry.endpoint) === entry.endpoint &&
    (wait.method ?? entry.method) === entry.method &&
    entry.path.includes(wait.pathIncludes ?? '') &&
    (wait.fired ?? entry.fired) === entry.fired &&
    (wait.status ?? entry.status) === entry.status &&
    (wait.stage !== 'ended' || entry.ended !== 'open') &&
    matches(wait, entry)
  );
}

function promptOf(entry: LedgerEntry): string {
  return typeof entry.input['prompt'] === 'string' ? entry.input['prompt'] : '';
}

function complaint(what: string, wait: object, found: number, seen: readonly string[]): string {
  return [`Waited in vain for a ${what}: ${JSON.stringify(wait)}; found ${found}. There were:`, ...seen].join(
    '\n  ',
  );
}
