import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { localToken } from '../../runcomfy/server.ts';

/** What a client sees of an answer, however it ends. */
export interface Seen {
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly ended: 'whole' | 'broken' | 'given up' | 'too much';
}

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly token?: string | null;
  readonly body?: unknown;
  readonly rawBody?: string;
  /** When this resolves the client stops waiting; if a status was sent, not before it has come. */
  readonly giveUp?: Promise<{ readonly status: number | null }>;
}

const enough = 4 * 1024 * 1024;

/** A request without any of a client library's comfort: no redirects, no decompression, no keep-alive. */
export function ask(url: string, question: Question = {}): Promise<Seen> {
  const { method = 'GET', token = localToken, body, rawBody } = question;
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let status: number | null = null;
    let whenHeard = (): void => undefined;
    let seenHeaders: IncomingHttpHeaders = {};
    const end = (ended: Seen['ended']): void => {
      resolve({ status, headers: seenHeaders, body: Buffer.concat(parts), ended });
      request.destroy();
    };
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      status = response.statusCode ?? null;
      seenHeaders = response.headers;
      let length = 0;
      response.on('data', (part: Buffer) => {
        parts.push(part);
        whenHeard();
        length += part.length;
        if (length > enough) end('too much');
      });
      response.on('end', () => {
        end('whole');
      });
      response.on('error', () => {
        end('broken');
      });
    });
    request.on('error', () => {
      end('broken');
    });
    question.giveUp?.then(
      (sent) => {
        if (sent.status === null || parts.length > 0) end('given up');
        else
          whenHeard = () => {
            end('given up');
          };
      },
      () => undefined,
    );
    request.end(rawBody ?? (body === undefined ? undefined : JSON.stringify(body)));
  });
}

export function jsonOf(seen: Seen): Record<string, unknown> {
  return JSON.parse(seen.body.toString('utf8')) as Record<string, unknown>;
}
