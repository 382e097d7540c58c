import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markPicture } from '../../src/images/markPicture.ts';
import type { Origin } from '../../src/images/origin.ts';
import { drawPicture } from '../runcomfy/picture.ts';
import { originOf, paintedPictures, prompts } from '../unit/images/paintedPictures.ts';

/** A picture's file as it came, and as it is saved. */
export interface Sample {
  readonly name: string;
  readonly origin: Origin;
  readonly before: string;
  readonly after: string;
}

const extensions = { png: 'png', jpeg: 'jpg', webp: 'webp' };

/** What the local service paints, in each format and for each kind of prompt, and every form that a file can have. */
export async function writeSamples(folder: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  const add = (name: string, extension: string, bytes: Uint8Array, origin: Origin): void => {
    const before = join(folder, `before-${samples.length}.${extension}`);
    const after = join(folder, `after-${samples.length}.${extension}`);
    writeFileSync(before, bytes);
    mark(before, after, origin);
    samples.push({ name, origin, before, after });
  };
  const texts = { ...prompts, 'ten thousand letters': '雪中狐狸'.repeat(2500) };
  for (const [kind, prompt] of Object.entries(texts)) {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const order = { prompt, seed: 7, index: 1, size: 'landscape_4_3', format } as const;
      const origin = originOf({ prompt });
      add(`${format} with a prompt in ${kind}`, extensions[format], await drawPicture(order), origin);
    }
  }
  for (const [form, bytes] of await paintedPictures(203, 151)) {
    const extension = form.startsWith('PNG') ? 'png' : form === 'JPEG' ? 'jpg' : 'webp';
    add(form, extension, bytes, originOf());
  }
  return samples;
}

/** As a file of the person's is written. */
export function mark(from: string, to: string, origin: Origin): void {
  const marked = markPicture(readFileSync(from), origin);
  if (marked.outcome === 'unmarked') {
    throw new Error(`${from} is not marked, because ${marked.why}`);
  }
  writeFileSync(to, marked.bytes);
}
