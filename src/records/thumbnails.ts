import { checkPicture } from '../images/checkPicture.ts';
import type { PictureId } from '../protocol.ts';
import type { Disk } from './disk.ts';

const folder = 'thumbnails';
/** What the gallery's page makes is a tenth of this; nothing else is kept as a small copy. */
const mostBytes = 500_000;
const mostPixels = 1024 * 1024;

/** Where the small copy of a picture stands below the storage folder. */
export function thumbnailPath({ generation, index }: PictureId): string {
  return `${folder}/${generation}-${index}.webp`;
}

/** Small copies of pictures, each made once. Whatever is wrong with one, the picture itself is shown instead. */
export class Thumbnails {
  readonly #disk: Pick<Disk, 'list' | 'remove' | 'replace'>;
  #paths: Set<string> | null = null;

  constructor(disk: Pick<Disk, 'list' | 'remove' | 'replace'>) {
    this.#disk = disk;
  }

  /** Looks which ones there are, once. */
  async load(): Promise<void> {
    this.#paths ??= new Set((await this.#disk.list(folder)).map((name) => `${folder}/${name}`));
  }

  /** The path of a picture's small copy below the storage folder; null where there is none. */
  pathOf(picture: PictureId): string | null {
    const path = thumbnailPath(picture);
    return this.#paths?.has(path) === true ? path : null;
  }

  /** Keeps a small copy, if it is a whole WebP picture, and small. Gives whether it is kept. */
  async keep(picture: PictureId, bytes: Uint8Array): Promise<boolean> {
    const checked = bytes.length > mostBytes ? null : checkPicture(bytes);
    if (
      checked?.outcome !== 'whole' ||
      checked.type !== 'webp' ||
      checked.width * checked.height > mostPixels
    ) {
      return false;
    }
    const path = thumbnailPath(picture);
    await this.#disk.replace(path, bytes);
    this.#paths?.add(path);
    return true;
  }

  /** The page could not show it: the next one is made anew. */
  async drop(picture: PictureId): Promise<void> {
    const path = thumbnailPath(picture);
    this.#paths?.delete(path);
    await this.#disk.remove(path);
  }
}
