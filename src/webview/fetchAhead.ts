import type { RunningJob } from '../protocol.ts';

let ahead: ReadonlyMap<string, HTMLImageElement> = new Map();

/**
 * Loads the pictures of jobs that are about to end: while the host puts down that they are there, the page fetches and
 * decodes them, so that they are seen with the very snapshot that has them. Under the same address and with the same
 * `crossorigin` the browser takes for the list what was loaded here.
 */
export function fetchAhead(running: readonly RunningJob[]): void {
  const images = running
    .flatMap(({ coming }) => coming)
    .map((address): [string, HTMLImageElement] => [address, ahead.get(address) ?? loading(address)]);
  ahead = new Map(images);
}

function loading(address: string): HTMLImageElement {
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = address;
  // Whether it can be shown is seen when it is.
  image.decode().catch(() => undefined);
  return image;
}
