import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { GenerationInput } from './input.ts';
import { font, wrap } from './lettering.ts';
import { paint } from './painting.ts';
import { seededRandom } from './random.ts';
import { pixelSizes, type ImageSize } from './sizes.ts';

export type PictureFormat = 'png' | 'jpeg' | 'webp';

/** All that a picture depends on: the same order gives the same bytes. */
export interface PictureOrder {
  readonly prompt: string;
  readonly seed: number;
  readonly index: number;
  readonly size: ImageSize;
  readonly format: PictureFormat;
}

export const contentTypes: Readonly<Record<PictureFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

export function orderOf(input: GenerationInput, index: number): PictureOrder {
  const { prompt, seed, image_size: size, output_format: format } = input;
  return { prompt, seed, index, size, format };
}

const kept = new Map<string, Promise<Buffer>>();
const mostKept = 48;

/** Draws a picture when it is first asked for, and keeps the latest. */
export function drawPicture(order: PictureOrder): Promise<Buffer> {
  const key = JSON.stringify([order.prompt, order.seed, order.index, order.size, order.format]);
  const picture = kept.get(key) ?? encode(draw(order), order.format);
  kept.delete(key);
  kept.set(key, picture);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return picture;
}

function draw(order: PictureOrder): Canvas {
  const { width, height } = pixelSizes[order.size];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  paint(context, width, height, seededRandom('picture', order.prompt, order.seed, order.index));
  letter(context, width, height, order);
  return canvas;
}

/** The prompt on a panel that contrasts with any picture. */
function letter(context: SKRSContext2D, width: number, height: number, order: PictureOrder): void {
  const margin = width * 0.045;
  const size = Math.max(17, Math.sqrt(width * height) / 30);
  const inner = width - 4 * margin;
  context.font = font(size);
  const lines = wrap(context, order.prompt, inner, height > width ? 5 : 3);
  const lineHeight = size * 1.36;
  const panel = lines.length * lineHeight + size * 2.5;
  const top = height - margin - panel;

  context.fillStyle = 'rgba(12, 14, 22, 0.66)';
  context.beginPath();
  context.roundRect(margin, top, width - 2 * margin, panel, size * 0.6);
  context.fill();

  context.textBaseline = 'top';
  context.fillStyle = '#ffffff';
  lines.forEach((line, index) => {
    context.fillText(line, 2 * margin, top + size * 0.65 + index * lineHeight);
  });
  context.font = font(size * 0.62);
  context.fillStyle = 'rgba(255, 255, 255, 0.72)';
  const small = `seed ${order.seed}   ·   picture ${order.index + 1}   ·   ${width} × ${height}`;
  context.fillText(small, 2 * margin, top + panel - size * 1.35);
}

function encode(canvas: Canvas, format: PictureFormat): Promise<Buffer> {
  switch (format) {
    case 'png':
      return canvas.encode('png');
    case 'jpeg':
      return canvas.encode('jpeg', 90);
    case 'webp':
      return canvas.encode('webp', 90);
  }
}
