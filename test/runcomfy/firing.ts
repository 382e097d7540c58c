import type { Addresses } from './addresses.ts';
import type { Job } from './job.ts';
import { drawPicture, orderOf } from './picture.ts';
import type { Reply } from './replies.ts';
import type { Service } from './service.ts';
import type { Effect, Endpoint, Visit } from './switches/switch.ts';

interface Place {
  readonly endpoint: Endpoint;
  readonly job: Job | null;
  readonly path: string;
  readonly pictureIndex?: number;
}

export function visitTo(service: Service, addresses: Addresses, place: Place): Visit {
  const { retryAfterSeconds, priceUsd } = service.configuration;
  const { job } = place;
  return {
    pictureIndex: null,
    ...place,
    ...addresses,
    retryAfterSeconds,
    priceUsd,
    linkTo: (index) => (job === null ? '' : addresses.filesUrl + service.links.pathTo(job, index)),
    expireLinks: () => {
      if (job !== null) job.linkVersion += 1;
    },
    draw: async (change) =>
      job === null ? new Uint8Array() : drawPicture(change(orderOf(job.input, place.pictureIndex ?? 0))),
  };
}

export function changedBy(effect: Effect | null, ordinary: Reply, visit: Visit): Reply | Promise<Reply> {
  if (effect === null) return ordinary;
  switch (effect.kind) {
    case 'instead':
      return effect.reply(visit);
    case 'afterwards':
      return effect.reply(ordinary, visit);
    case 'plan':
      return ordinary;
  }
}
