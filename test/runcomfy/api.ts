import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Addresses } from './addresses.ts';
import { decide, type Decision } from './answers.ts';
import { changedBy, visitTo } from './firing.ts';
import { promptIn } from './input.ts';
import type { Job } from './job.ts';
import { arrivalOf, conclude, record } from './log.ts';
import { json, type Reply } from './replies.ts';
import { parsedJson, readBody } from './requestBody.ts';
import { routeOf, type Route } from './routes.ts';
import type { Service } from './service.ts';
import type { Effect } from './switches/switch.ts';
import { switches } from './switches.ts';

/** One request to the API, from its arrival to the end of its answer. */
export async function serveApi(
  service: Service,
  addresses: Addresses,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const arrival = arrivalOf(service, 'api', request);
  const url = new URL(request.url ?? '/', addresses.apiUrl);
  const route = routeOf(arrival.method, url.pathname);
  if (body.kind !== 'text' || route === null) {
    const reply =
      route === null ? json(404, { detail: 'Not Found' }) : json(413, { detail: 'Payload Too Large' });
    await conclude(service, record(service, arrival, {}), response, reply);
    return;
  }

  const { account } = arrival;
  const sent = parsedJson(body.text);
  const decision = decide(service, { ...addresses, route, account, query: url.searchParams, body: sent });
  const earlier = jobOf(service, route);
  const requestId = 'requestId' in route ? route.requestId : null;
  const prompt = route.endpoint === 'submit' ? promptIn(sent) : (earlier?.input.prompt ?? null);
  const place = { endpoint: route.endpoint, path: url.pathname };
  const fired = service.armory.pick({
    visit: visitTo(service, addresses, { ...place, job: earlier }),
    subject: { requestId, prompt },
    costAsked: url.searchParams.get('include_cost') === 'true',
    refused: 'refusal' in decision,
  });
  const effect = fired === null ? null : switches[fired].effect;
  const done = carriedOut(decision, effect);
  const job = done.accepted ?? earlier;

  const entry = record(service, arrival, {
    endpoint: route.endpoint,
    requestId: job?.requestId ?? requestId,
    prompt,
    unknownFields: 'refusal' in decision ? [] : [...decision.unknownFields],
    fired,
  });
  const reply = await changedBy(effect, done.reply, visitTo(service, addresses, { ...place, job }));
  await conclude(service, entry, response, reply, done.accepted);
}

/** Does what was decided, unless a switch answers in its place. */
function carriedOut(decision: Decision, effect: Effect | null): { reply: Reply; accepted: Job | null } {
  if (effect?.kind === 'instead') return { reply: json(200, {}), accepted: null };
  if ('refusal' in decision) return { reply: decision.refusal, accepted: null };
  return decision.carryOut(effect?.kind === 'plan' ? effect.plan : {});
}

function jobOf(service: Service, route: Route): Job | null {
  return 'requestId' in route ? (service.jobs.get(route.requestId) ?? null) : null;
}
