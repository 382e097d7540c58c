import type { Job, JobPlan } from '../job.ts';
import type { PictureOrder } from '../picture.ts';
import type { Reply } from '../replies.ts';

export const endpoints = ['submit', 'status', 'result', 'cancel', 'download', 'catalogue'] as const;
export type Endpoint = (typeof endpoints)[number];

export const apiEndpoints: readonly Endpoint[] = ['submit', 'status', 'result', 'cancel', 'catalogue'];
export const jobEndpoints: readonly Endpoint[] = ['status', 'result', 'cancel'];
export const readEndpoints: readonly Endpoint[] = ['status', 'result'];

/** The job's state in which a switch means something; a request at another moment does not use it up. */
export type Moment =
  | 'queued'
  | 'running'
  | 'unfinished'
  | 'succeeded'
  | 'succeeded with several pictures'
  | 'finished, with cost asked for'
  | 'finished, without cost asked for'
  | 'cancelled';

/** What a switch may know of the request that it changes. */
export interface Visit {
  readonly endpoint: Endpoint;
  /** For a submit it is there only once it has been accepted. */
  readonly job: Job | null;
  readonly pictureIndex: number | null;
  readonly path: string;
  readonly apiUrl: string;
  readonly filesUrl: string;
  readonly retryAfterSeconds: number;
  readonly priceUsd: number;
  /** A working link to one of the job's pictures, or to one more than was asked for. */
  linkTo(index: number): string;
  /** From now on the job's links are gone; its next result names fresh ones. */
  expireLinks(): void;
  /** Another picture than the one asked for. The list of switches itself draws nothing, so that it stays light. */
  draw(change: (order: PictureOrder) => PictureOrder): Promise<Uint8Array>;
}

export type Effect =
  /** Answered in place of the service: nothing is carried out. */
  | { readonly kind: 'instead'; readonly reply: (visit: Visit) => Reply }
  /** Carried out, then the answer is changed. A request that the service refuses is left alone. */
  | { readonly kind: 'afterwards'; readonly reply: (reply: Reply, visit: Visit) => Reply | Promise<Reply> }
  /** Accepted as ever; the job will go another way. */
  | { readonly kind: 'plan'; readonly plan: JobPlan };

export interface Switch {
  readonly endpoints: readonly Endpoint[];
  readonly sentence: string;
  readonly moment?: Moment;
  readonly effect: Effect;
}

export function instead(reply: (visit: Visit) => Reply): Effect {
  return { kind: 'instead', reply };
}

export function afterwards(reply: (reply: Reply, visit: Visit) => Reply | Promise<Reply>): Effect {
  return { kind: 'afterwards', reply };
}

export function plan(changed: JobPlan): Effect {
  return { kind: 'plan', plan: changed };
}

/** A place on the file host, another origin than the API's, where the log shows who came with the token. */
export function trapUrl(visit: Visit, name: string): string {
  return `${visit.filesUrl}/trap/${name}`;
}

export function onDownload(sentence: string, effect: Effect): Switch {
  return { endpoints: ['download'], sentence, effect };
}
