import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Addresses } from './addresses.ts';
import { changedBy, visitTo } from './firing.ts';
import type { Picture } from './links.ts';
import { arrivalOf, conclude, record } from './log.ts';
import { contentTypes, drawPicture, orderOf } from './picture.ts';
import { bytes, text, type Reply } from './replies.ts';
import type { Service } from './service.ts';
import { switches } from './switches.ts';

/** One request to the file host, which asks nobody for a token. */
export async function serveFiles(
  service: Service,
  addresses: Addresses,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const arrival = arrivalOf(service, 'files', request);
  const { pathname } = new URL(request.url ?? '/', addresses.filesUrl);
  const picture = arrival.method === 'GET' ? service.links.pictureAt(pathname) : null;
  if (picture === null) {
    await conclude(service, record(service, arrival, {}), response, text(404, 'Not Found', 'text/plain'));
    return;
  }

  const { job, index } = picture;
  const { requestId } = job;
  const { prompt } = job.input;
  const visit = visitTo(service, addresses, {
    endpoint: 'download',
    job,
    path: pathname,
    pictureIndex: index,
  });
  const fired = service.armory.pick({
    visit,
    subject: { requestId, prompt },
    costAsked: false,
    refused: false,
  });
  const effect = fired === null ? null : switches[fired].effect;
  const entry = record(service, arrival, {
    endpoint: 'download',
    requestId,
    prompt,
    pictureIndex: index,
    fired,
  });
  const ordinary = effect?.kind === 'instead' ? text(200, '', 'text/plain') : await replyWith(picture);
  await conclude(service, entry, response, await changedBy(effect, ordinary, visit));
}

async function replyWith({ job, index }: Picture): Promise<Reply> {
  const order = orderOf(job.input, index);
  const type = contentTypes[order.format];
  return bytes(200, await drawPicture(order), {
    'content-type': type,
    'cache-control': 'public, max-age=31536000',
  });
}
