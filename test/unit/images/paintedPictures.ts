import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import type { Origin } from '../../../src/images/origin.ts';

/** Pictures of each form that a file can have, by what is special in it. */
export async function paintedPictures(width = 41, height = 31): Promise<Map<string, Uint8Array>> {
  const [solid, clear] = [paint(width, height, 1), paint(width, height, 0.4)];
  const [lossy, lossless] = [await solid.encode('webp', 80), await solid.encode('webp', 100)];
  const [lossyClear, losslessClear] = [await clear.encode('webp', 80), await clear.encode('webp', 100)];
  return new Map<string, Uint8Array>([
    ['PNG', await solid.encode('png')],
    ['PNG with transparency', await clear.encode('png')],
    ['JPEG', await solid.encode('jpeg', 80)],
    ['WebP with a colour profile', lossy],
    ['WebP with transparency', lossyClear],
    ['simple lossy WebP', simpleWebp(lossy, 'VP8 ')],
    ['simple lossless WebP', simpleWebp(lossless, 'VP8L')],
    ['lossless WebP with transparency', simpleWebp(losslessClear, 'VP8L')],
  ]);
}

function paint(width: number, height: number, opacity: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const gradient = context.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, `rgba(200, 40, 40, ${opacity})`);
  gradient.addColorStop(1, '#36f');
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  return canvas;
}

/** The canvas writes the extended form; the simple one is the picture's chunk alone. */
function simpleWebp(bytes: Buffer, name: string): Buffer {
  const at = bytes.indexOf(name, 0, 'latin1');
  const length = bytes.readUInt32LE(at + 4);
  const picture = bytes.subarray(at, at + 8 + length + (length % 2));
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + picture.length, 4);
  return Buffer.concat([head, picture]);
}

/** Every pixel, as a decoder shows it. */
export async function pixelsOf(bytes: Uint8Array): Promise<Buffer> {
  const picture = await loadImage(Buffer.from(bytes));
  const context = createCanvas(picture.width, picture.height).getContext('2d');
  context.drawImage(picture, 0, 0);
  return Buffer.from(context.getImageData(0, 0, picture.width, picture.height).data);
}

export const prompts = {
  English: 'A red fox in snow, woodcut, “two colours” & <3, 50% off: "sale", C:\\x',
  Chinese: '雪地里的红狐狸，木刻版画，两种颜色',
  Arabic: 'ثعلب أحمر في الثلج، نقش على الخشب',
  emoji: '🦊 in ❄️ with 👩‍👩‍👧‍👦 and 🏳️‍🌈 — 𝒻ox',
  'several lines': 'A fox\n\nNegative space, Steps: none\r\nand a hare',
} as const;

export function originOf(change: Partial<Origin> = {}): Origin {
  return {
    prompt: prompts.English,
    model: 'tongyi-mai/z-image/turbo',
    seed: 1_234_567_890,
    index: 2,
    count: 4,
    steps: 8,
    imageSize: 'landscape_4_3',
    width: 1024,
    height: 768,
    createdAt: '2026-03-04T05:06:07.000Z',
    ...change,
  };
}
