import { bytes, delivered, text, type Reply } from '../replies.ts';
import { afterwards, instead, onDownload, type Switch } from './switch.ts';

const tooBig = 64 * 1024 * 1024;

/** A link that leads nowhere, or elsewhere. */
export const linkFaults = {
  'link-404': onDownload(
    'The link is not found: 404.',
    instead(() => text(404, 'Not Found', 'text/plain')),
  ),
  'link-403': onDownload(
    "The link is denied: 403, with a storage's XML.",
    instead(() => denied()),
  ),
  'link-410': onDownload(
    'The link is gone: 410.',
    instead(() => text(410, 'Gone', 'text/plain')),
  ),
  'link-expires': onDownload(
    "The link is gone for good, and the job's others with it; its next result names fresh ones.",
    instead((visit) => {
      visit.expireLinks();
      return denied();
    }),
  ),
  'redirect-same-host': onDownload(
    'A redirect on the file host, to where the file is.',
    instead((visit) => redirect(`${visit.path}?moved=1`)),
  ),
  'redirect-loop': onDownload(
    'A redirect to itself.',
    instead((visit) => redirect(visit.path)),
  ),
  'redirect-foreign-host': onDownload(
    'A redirect to a foreign host.',
    instead((visit) => redirect(`https://evil.example${visit.path}`)),
  ),
  'redirect-to-api': onDownload(
    'A redirect to the API, where the log shows who came with the token.',
    instead((visit) => redirect(`${visit.apiUrl}/v1/requests/trap/status`)),
  ),
  'redirect-to-file-scheme': onDownload(
    'A redirect to file:.',
    instead(() => redirect('file:///etc/passwd')),
  ),
} as const satisfies Record<string, Switch>;

/** Headers that are not true of the bytes. */
export const headerFaults = {
  'type-html': typed('text/html', 'The picture comes as text/html.'),
  'type-octet-stream': typed('application/octet-stream', 'The picture comes as application/octet-stream.'),
  'type-binary': typed('binary/octet-stream', 'The picture comes as binary/octet-stream.'),
  'type-empty': typed('', 'The picture comes with an empty type.'),
  'type-missing': onDownload(
    'The picture comes without a type.',
    afterwards(({ body, status }) => ({ status, headers: {}, body, delivery: 'whole' })),
  ),
  'oversized-declared': onDownload(
    'A length of 64 MiB is declared, and sent.',
    afterwards((reply) => delivered(headed(reply, { 'content-length': String(tooBig) }), 'endless')),
  ),
  'oversized-endless': onDownload(
    'The picture is followed by bytes without an end, in chunks.',
    afterwards((reply) => delivered(reply, 'endless')),
  ),
} as const satisfies Record<string, Switch>;

function typed(type: string, sentence: string): Switch {
  return onDownload(
    sentence,
    afterwards((reply) => headed(reply, { 'content-type': type })),
  );
}

function headed(reply: Reply, headers: Record<string, string>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function denied(): Reply {
  const xml = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>';
  return text(403, xml, 'application/xml');
}

function redirect(location: string): Reply {
  return bytes(302, new Uint8Array(), { location });
}
