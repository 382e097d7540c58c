/** So much is kept at most, as long as nothing of it is in sight: a picture of this model has one or two megabytes. */
const mostBytes = 32 * 1024 * 1024;

interface Arrived {
  readonly url: string;
  readonly size: number;
  /** Held, so that the browser has it decoded when it is shown. */
  readonly image: HTMLImageElement;
}

/** By the addresses from which they would be fetched, the oldest first. */
const arrived = new Map<string, Arrived>();

/**
 * Takes in a picture whose bytes came from the host, and decodes it: it is shown in the list a moment later. Null where
 * those that came were not all of it.
 */
export function takeIn(address: string, bytes: Uint8Array<ArrayBuffer> | null): void {
  const before = arrived.get(address);
  if (isShown(before?.url ?? address)) {
    return;
  }
  if (before !== undefined) {
    // What is on disk is the last that came.
    URL.revokeObjectURL(before.url);
    arrived.delete(address);
  }
  if (bytes === null) {
    return;
  }
  const url = URL.createObjectURL(new Blob([bytes]));
  const image = new Image();
  // As in the list: the browser takes for it only what was asked for in the same way.
  image.crossOrigin = 'anonymous';
  image.src = url;
  // Whether it can be shown is seen when it is.
  image.decode().catch(() => undefined);
  arrived.set(address, { url, size: bytes.length, image });
  makeRoom(address);
}

/** From where a picture is had soonest. */
export function soonest(address: string): string {
  return arrived.get(address)?.url ?? address;
}

function makeRoom(newest: string): void {
  let kept = [...arrived.values()].reduce((sum, { size }) => sum + size, 0);
  for (const [address, { url, size }] of arrived) {
    if (kept <= mostBytes) {
      return;
    }
    if (address !== newest && !isShown(url)) {
      URL.revokeObjectURL(url);
      arrived.delete(address);
      kept -= size;
    }
  }
}

function isShown(url: string): boolean {
  return [...document.images].some(({ src }) => src === url);
}
