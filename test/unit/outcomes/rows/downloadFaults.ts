import type { headerFaults, linkFaults } from '../../../runcomfy/switches/downloadFaults.ts';
import { cell, harmlessOnce, home, paused, type Row, type Rows } from '../ending.ts';

const gone: Row = { download: harmlessOnce(paused('pictureUnavailable')) };
/** It may come from a network that wants a sign-in, and not from the service. */
const ledAway: Row = { download: harmlessOnce(paused('unreadableAnswer')) };
/** Not worth as many megabytes once more; the next window asks again. */
const tooLarge: Row = { download: cell(paused('pictureTooLarge')) };
const asEver: Row = { download: home };

export const linkRows: Rows<typeof linkFaults> = {
  'link-404': gone,
  'link-403': gone,
  'link-410': gone,
  'link-expires': gone,
  'redirect-same-host': gone,
  'redirect-loop': gone,
  'redirect-foreign-host': ledAway,
  'redirect-to-api': gone,
  'redirect-to-file-scheme': ledAway,
};

export const headerRows: Rows<typeof headerFaults> = {
  'type-html': asEver,
  'type-octet-stream': asEver,
  'type-binary': asEver,
  'type-empty': asEver,
  'type-missing': asEver,
  'oversized-declared': tooLarge,
  'oversized-endless': tooLarge,
};
