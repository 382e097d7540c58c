import { catalogueEntry, catalogueList, categories } from './catalogue.ts';
import { checkInput } from './input.ts';
import { isFinished, resultWord, stateOf, statusWord, type Job, type JobPlan } from './job.ts';
import { failure, json, type JsonObject, type Reply } from './replies.ts';
import { requestPath, type Route } from './routes.ts';
import type { Service } from './service.ts';
import { modelId } from './specification.ts';

export interface ApiRequest {
  readonly route: Route;
  readonly query: URLSearchParams;
  readonly account: string | null;
  /** The parsed body; undefined when it is no JSON. */
  readonly body: unknown;
  readonly apiUrl: string;
  readonly filesUrl: string;
}

/** What the service makes of a request before it does anything: a refusal, or what remains to be carried out. */
export type Decision =
  | { readonly refusal: Reply }
  | {
      /** `accepted` is the job that came of a submit, from now on paid for. */
      readonly carryOut: (plan: JobPlan) => { readonly reply: Reply; readonly accepted: Job | null };
      readonly unknownFields: readonly string[];
    };

export function decide(service: Service, request: ApiRequest): Decision {
  const { route, account } = request;
  const needsToken = route.endpoint !== 'catalogue' || service.configuration.catalogueNeedsToken;
  if (account === null && needsToken)
    return { refusal: failure(400004, 'Missing, invalid or expired API token') };
  switch (route.endpoint) {
    case 'submit':
      return decideSubmit(service, request, route.model, account ?? '');
    case 'status':
    case 'result':
    case 'cancel':
      return decideOnJob(service, request, route.endpoint, service.jobs.get(route.requestId));
    case 'catalogue':
      return decideCatalogue(service, request, route.page);
  }
}

function decideSubmit(service: Service, request: ApiRequest, model: string, account: string): Decision {
  if (model !== modelId) return { refusal: failure(400001, `Invalid model_id: ${model}`) };
  const checked = checkInput(request.body);
  if ('complaints' in checked) {
    return { refusal: failure(422001, 'Request validation failed', { detail: checked.complaints }) };
  }
  if (service.configuration.accountsWithoutBalance.includes(account)) {
    return { refusal: failure(400002, 'Insufficient balance') };
  }
  const { received, complete: input, unknownFields } = checked;
  return {
    unknownFields,
    carryOut: (plan) => {
      const job = service.accept({ account, model, received, input, plan });
      const urls = urlsOf(job, request, ['status', 'result', 'cancel']);
      return { accepted: job, reply: json(200, { request_id: job.requestId, ...urls }) };
    },
  };
}

function decideOnJob(
  service: Service,
  request: ApiRequest,
  endpoint: 'status' | 'result' | 'cancel',
  job: Job | undefined,
): Decision {
  if (job === undefined) return { refusal: failure(404001, 'Request not found') };
  if (job.account !== request.account) {
    return { refusal: failure(403001, 'You do not have permission to access this request') };
  }
  switch (endpoint) {
    case 'status':
      return answering(() => json(200, statusOf(service, request, job)));
    case 'result':
      return answering(() => json(200, resultOf(service, request, job)));
    case 'cancel':
      return answering(() => {
        const outcome = service.queue.cancel(job) ? 'cancelled' : 'not_cancellable';
        return json(202, { request_id: job.requestId, status: statusWord(job), outcome });
      });
  }
}

function decideCatalogue(
  service: Service,
  { query }: ApiRequest,
  page: Extract<Route, { endpoint: 'catalogue' }>['page'],
): Decision {
  const { priceUsd } = service.configuration;
  if (page === 'list') return answering(() => json(200, catalogueList(query, priceUsd)));
  if (page === 'categories') return answering(() => json(200, categories()));
  if (page.model !== modelId) return { refusal: failure(400001, `Invalid model_id: ${page.model}`) };
  return answering(() => json(200, catalogueEntry(priceUsd)));
}

function answering(reply: () => Reply): Decision {
  return { unknownFields: [], carryOut: () => ({ reply: reply(), accepted: null }) };
}

function statusOf(service: Service, request: ApiRequest, job: Job): JsonObject {
  const place = service.queue.placeOf(job);
  return {
    request_id: job.requestId,
    status: statusWord(job),
    ...urlsOf(job, request, ['status', 'result']),
    ...(place === undefined ? {} : { queue_position: place }),
  };
}

function resultOf(service: Service, request: ApiRequest, job: Job): JsonObject {
  const { input, plan } = job;
  const succeeded = stateOf(job) === 'completed';
  const images = Array.from(
    { length: succeeded ? input.num_images : 0 },
    (_, index) => request.filesUrl + service.links.pathTo(job, index),
  );
  const costAsked = request.query.get('include_cost') === 'true';
  return {
    request_id: job.requestId,
    status: resultWord(job),
    ...(succeeded ? { output: { images } } : {}),
    ...(stateOf(job) === 'failed' ? { error: plan.fails?.error } : {}),
    created_at: job.history[0]?.at,
    ...(isFinished(job) ? { finished_at: job.history.at(-1)?.at } : {}),
    ...(isFinished(job) && costAsked
      ? { cost: succeeded ? service.configuration.priceUsd * input.num_images : 0 }
      : {}),
  };
}

function urlsOf(
  job: Job,
  { apiUrl }: ApiRequest,
  names: readonly ('status' | 'result' | 'cancel')[],
): JsonObject {
  return Object.fromEntries(names.map((name) => [`${name}_url`, apiUrl + requestPath(job.requestId, name)]));
}
