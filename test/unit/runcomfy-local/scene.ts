import type { LogEntry } from '../../runcomfy/controlShapes.ts';
import type { LocalRunComfy } from '../../runcomfy/server.ts';
import { modelId } from '../../runcomfy/specification.ts';
import type { Switch, Endpoint } from '../../runcomfy/switches/switch.ts';
import { ask, type Seen } from './ask.ts';
import { Client } from './client.ts';

/** All of an answer that a client could tell apart, and what became of the job. */
export interface Observation {
  readonly status: number | null;
  readonly ended: Seen['ended'];
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly job: string;
}

const input = { prompt: 'a small red house', seed: 7, image_size: 'square', output_format: 'jpeg' };

/** Brings a fresh job to where a switch means something, and asks the endpoint about it. */
export async function observe(
  service: LocalRunComfy,
  endpoint: Endpoint,
  moment: Switch['moment'],
  arm: () => Promise<unknown>,
): Promise<Observation> {
  const client = new Client(service);
  const path = await prepare(service, client, endpoint, moment);
  await arm();
  const before = (await service.log()).length;
  // A stalled answer never ends: the client waits until the server says that it has stalled.
  const stalled = service
    .waitForRequest({ stage: 'ended', after: before })
    .then(([entry]) => (entry?.ended === 'stalled' ? entry : new Promise<LogEntry>(() => undefined)));
  const method = endpoint === 'submit' || endpoint === 'cancel' ? 'POST' : 'GET';
  const seen = await ask(path, {
    method,
    giveUp: stalled,
    ...(endpoint === 'submit' ? { body: input } : {}),
    ...(endpoint === 'download' ? { token: null } : {}),
  });
  const entry = (await service.ledger()).at(-1);
  return {
    status: seen.status,
    ended: seen.ended,
    headers: pick(seen, ['content-type', 'content-encoding', 'transfer-encoding', 'location', 'retry-after']),
    body: withoutChance(seen.body.toString('latin1'), entry?.requestId ?? ' '),
    job: entry?.history.at(-1)?.state ?? 'none',
  };
}

async function prepare(
  service: LocalRunComfy,
  client: Client,
  endpoint: Endpoint,
  moment: Switch['moment'],
): Promise<string> {
  if (endpoint === 'submit') return `${service.apiUrl}/v1/models/${modelId}`;
  if (endpoint === 'catalogue') return `${service.apiUrl}/v1/models/${modelId}`;
  const waits = moment === 'queued' || moment === 'unfinished' || moment === 'cancelled';
  if (waits || (moment === undefined && endpoint === 'cancel')) await service.hold({ at: 'in_queue' });
  if (moment === 'running') await service.hold({ at: 'in_progress' });
  const id = await client.accepted({
    ...input,
    num_images: moment === 'succeeded with several pictures' ? 2 : 1,
  });
  if (endpoint === 'download') return (await client.links(id))[0] ?? '';
  if (moment === 'cancelled') await client.cancel(id);
  const query = moment === 'finished, with cost asked for' ? '?include_cost=true' : '';
  return `${service.apiUrl}/v1/requests/${id}/${endpoint}${query}`;
}

function pick({ headers }: Seen, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, headers[name]]));
}

/** Ids, times and links differ from job to job. */
function withoutChance(body: string, requestId: string): string {
  return body
    .replaceAll(requestId, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, '<time>')
    .replaceAll(/[\w%-]+\/[\w%-]+\/output\/[\w-]{21}_output/gu, '<link>');
}
