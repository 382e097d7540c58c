import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LogEntry } from './controlShapes.ts';
import { deliver } from './delivery.ts';
import type { Job } from './job.ts';
import type { Ended, Reply } from './replies.ts';
import type { Service } from './service.ts';

export type Arrival = Pick<LogEntry, 'port' | 'method' | 'path' | 'carriedToken' | 'account'>;
type Facts = Pick<LogEntry, 'endpoint' | 'requestId' | 'prompt' | 'pictureIndex' | 'unknownFields' | 'fired'>;

/** What a request brought, without the token: the log only says whether it was there. */
export function arrivalOf(service: Service, port: LogEntry['port'], request: IncomingMessage): Arrival {
  const path = request.url ?? '/';
  return {
    port,
    method: request.method ?? 'GET',
    path: service.withoutTokens(path),
    carriedToken: service.carriesToken(path + request.rawHeaders.join('\n')),
    account: service.accountOf(request.headers.authorization),
  };
}

/** Writes that a request was seen, once all that it does is done. */
export function record(service: Service, arrival: Arrival, facts: Partial<Facts>): LogEntry {
  const entry: LogEntry = {
    number: service.log.length + 1,
    at: new Date().toISOString(),
    ...arrival,
    endpoint: null,
    requestId: null,
    prompt: null,
    pictureIndex: null,
    unknownFields: [],
    status: null,
    fired: null,
    ended: 'open',
    ...facts,
  };
  service.log.push(entry);
  service.bell.ring();
  return entry;
}

/** Sends the answer and writes how that ended; for a submit also into the ledger. */
export async function conclude(
  service: Service,
  entry: LogEntry,
  response: ServerResponse,
  reply: Reply,
  accepted: Job | null = null,
): Promise<void> {
  const ended = await deliver(response, reply);
  const status = response.headersSent ? reply.status : null;
  note(entry, status, ended);
  if (accepted !== null) {
    accepted.answer = ended;
    accepted.answerStatus = status;
  }
  service.bell.ring();
}

function note(entry: LogEntry, status: number | null, ended: Ended): void {
  Object.assign(entry, { status, ended });
}
