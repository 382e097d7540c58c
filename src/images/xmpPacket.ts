import { isReplacedBy, xmpOf, type Origin } from './origin.ts';
import { readXmp, writeXmp, type XmpProperty } from './xmp.ts';

const cutEnd = '…';

/** The packet for a picture, with what stands in the one that it has; null where that cannot be read. */
export function packetFor(origin: Origin, existing: string | null): string | null {
  // Bytes that are no text were lost in reading; the packet cannot be written again.
  if (existing?.includes('\ufffd') === true) {
    return null;
  }
  const standing = existing === null ? [] : readXmp(existing);
  return writeXmp(existing, xmpOf(origin), isReplacedBy(origin, standing));
}

/** The packet within so many bytes: the mark stays, and a prompt that is too long is said once, and then cut. */
export function packetWithin(origin: Origin, existing: string | null, most: number): string | null {
  const whole = packetFor(origin, existing);
  if (whole === null || sizeOf(whole) <= most || origin.prompt === null) {
    return whole !== null && sizeOf(whole) <= most ? whole : null;
  }
  const standing = existing === null ? [] : readXmp(existing);
  const write = (properties: readonly XmpProperty[]): string | null => {
    const written = writeXmp(existing, properties, isReplacedBy(origin, standing));
    return written !== null && sizeOf(written) <= most ? written : null;
  };
  const properties = xmpOf(origin).filter(({ space }) => space !== 'dc');
  const cut = (length: number): XmpProperty[] =>
    properties.map((each) =>
      each.name === 'AIPromptInformation' ? { ...each, value: shortened(each.value, length) } : each,
    );
  const longest = longestThat(origin.prompt.length, (length) => write(cut(length)) !== null);
  return write(properties) ?? write(cut(longest));
}

/** The largest length up to a limit that fits, where all shorter ones fit as well; 0 where none does. */
function longestThat(limit: number, fits: (length: number) => boolean): number {
  let [low, high] = [0, limit];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    [low, high] = fits(middle) ? [middle, high] : [low, middle - 1];
  }
  return low;
}

function shortened(text: string, length: number): string {
  return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}${cutEnd}`;
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}
