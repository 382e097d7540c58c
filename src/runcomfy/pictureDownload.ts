import type { Failure, FailureKind } from '../failure.ts';
import type { Download } from '../generation/service.ts';
import { classify } from './classify.ts';
import type { Exchange, Transport } from './exchange.ts';
import { trustedPictureUrl } from './hosts.ts';

/** A picture of this model has one or two megabytes. */
const pictureLimit = 32 * 1024 * 1024;

/** A result may be served from another place of the same host. */
const mostRedirects = 3;

/** Fetches a picture without the token. Each address on the way must be one of the service's own. */
export async function downloadPicture(
  transport: Transport,
  apiBaseUrl: URL,
  pictureUrl: string,
  signal: AbortSignal,
): Promise<Download> {
  let address = pictureUrl;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const url = trustedPictureUrl(address, apiBaseUrl);
    if (url === null) {
      // A redirect may come from a network that wants a sign-in first: then a later try leads to the picture.
      return redirects === 0
        ? notDownloaded('pictureElsewhere', 'the address of a picture is not one of the service')
        : notDownloaded('unreadableAnswer', 'a redirect to where the service is not');
    }
    const exchanged = await transport.download(url, pictureLimit, signal);
    const next = redirectOf(exchanged, url);
    if (next === null) {
      return downloadOf(exchanged);
    }
    address = next;
  }
  return notDownloaded('pictureUnavailable', 'too many redirects');
}

function redirectOf(exchanged: Exchange<Uint8Array>, from: URL): string | null {
  if (exchanged.outcome !== 'answered' || exchanged.status < 300 || exchanged.status > 399) {
    return null;
  }
  return exchanged.location === null ? null : (URL.parse(exchanged.location, from.href)?.href ?? null);
}

function downloadOf(exchanged: Exchange<Uint8Array>): Download {
  if (exchanged.outcome === 'failed') {
    return notDownloaded(
      exchanged.kind === 'tooLarge' ? 'pictureTooLarge' : exchanged.kind,
      exchanged.detail,
    );
  }
  const { status, retryAfter, body } = exchanged;
  if (status >= 200 && status < 300) {
    return { outcome: 'bytes', bytes: body };
  }
  return { ...notDownloaded(kindOf(status), `HTTP ${status}`), retryAfter };
}

function kindOf(status: number): FailureKind {
  switch (status) {
    case 407:
    case 429:
    case 511:
      return classify(status, null);
    default:
      return status >= 500 ? 'serviceFailure' : 'pictureUnavailable';
  }
}

function notDownloaded(kind: Failure['kind'], detail: string): Extract<Download, { outcome: 'failed' }> {
  return { outcome: 'failed', failure: { kind, detail }, retryAfter: null };
}
