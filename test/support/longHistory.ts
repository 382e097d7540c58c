import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { writtenRecord } from '../../src/records/recordFile.ts';
import { thumbnailPath } from '../../src/records/thumbnails.ts';
import { drawPicture } from '../runcomfy/picture.ts';

const subjects = [
  'A fox',
  'A whale',
  'An owl',
  'A harbour',
  'A mountain hut',
  'A lighthouse',
  'A market',
  'An orchard',
];
const manners = [
  'in deep snow',
  'at dusk',
  'as a woodcut',
  'in watercolour',
  'seen from above',
  'in the rain',
];
/** So many combinations there are of the two. */
const differentPictures = 24;
const thumbnailSide = 640;
/** About what a person makes in a busy hour. */
const minutesBetween = 3;

/**
 * Fills a storage folder with a history of so many pictures, the newest of today, over years, each with the small copy
 * that the gallery made when it was first seen. The pictures are a few files under many names.
 */
export async function fillHistory(storage: string, count: number): Promise<void> {
  for (const folder of ['history', 'pictures', 'thumbnails']) {
    rmSync(join(storage, folder), { recursive: true, force: true });
    mkdirSync(join(storage, folder), { recursive: true });
  }
  const drawn = await Promise.all(
    Array.from({ length: differentPictures }, (_, number) => drawnFile(storage, promptOf(number), number)),
  );
  const now = Date.now();
  for (let number = 0; number < count; number++) {
    const createdAt = new Date(now - (number + 1) * minutesBetween * 60_000).toISOString();
    const id = `${createdAt.replaceAll(/[-:.]/g, '')}-${String(number).padStart(8, '0')}`;
    const picture = drawn[number % drawn.length]!;
    const path = `pictures/${id}-1.png`;
    linkSync(picture.file, join(storage, path));
    linkSync(picture.thumbnail, join(storage, thumbnailPath({ generation: id, index: 1 })));
    const prompt = promptOf(number);
    const record = writtenRecord({
      version: 1,
      id,
      createdAt,
      order: { id: `order-${number}`, index: 1, count: 1 },
      workspace: 'bench',
      altText: prompt,
      apiBaseUrl: 'https://model-api.runcomfy.net/v1/',
      request: {
        model: 'tongyi-mai/z-image/turbo',
        prompt,
        imageSize: 'landscape_4_3',
        numInferenceSteps: 8,
        seed: number,
        numImages: 1,
        outputFormat: 'png',
      },
      state: {
        step: 'stored',
        requestId: `request-${number}`,
        pictures: [
          {
            path,
            index: 1,
            count: 1,
            type: 'png',
            width: 1024,
            height: 768,
            byteLength: picture.byteLength,
            sha256: picture.sha256,
            deletedAt: null,
          },
        ],
        cost: 0.005,
      },
      delivery: { kind: 'show', document: null },
      paused: null,
      saved: [],
      deletedAt: null,
    });
    writeFileSync(join(storage, 'history', `${id}.json`), record);
  }
}

function promptOf(number: number): string {
  const subject = subjects[number % subjects.length]!;
  const manner = manners[number % manners.length]!;
  return `${subject} ${manner}, with fine detail and calm colours.`;
}

interface DrawnFile {
  readonly file: string;
  readonly thumbnail: string;
  readonly byteLength: number;
  readonly sha256: string;
}

async function drawnFile(storage: string, prompt: string, seed: number): Promise<DrawnFile> {
  const bytes = await drawPicture({ prompt, seed, index: 1, size: 'landscape_4_3', format: 'png' });
  const file = join(storage, `drawn-${seed}.png`);
  writeFileSync(file, bytes);
  const thumbnail = join(storage, `drawn-${seed}.webp`);
  writeFileSync(thumbnail, await smallCopy(bytes));
  return {
    file,
    thumbnail,
    byteLength: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** As large as those that the gallery makes. */
async function smallCopy(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = await loadImage(bytes);
  const scale = thumbnailSide / Math.max(picture.width, picture.height);
  const canvas = createCanvas(picture.width * scale, picture.height * scale);
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.encode('webp', 82);
}
