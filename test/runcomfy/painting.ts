import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Random } from './random.ts';

interface Canvas {
  readonly context: SKRSContext2D;
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  /** The sky's colour, in degrees, from sea to wine; the others lie further round the wheel. */
  readonly hue: number;
}

/** An abstract landscape: a sky, a sun with its rings, ridges before it. Every choice is the seed's. */
export function paint(context: SKRSContext2D, width: number, height: number, random: Random): void {
  const canvas: Canvas = { context, width, height, random, hue: 190 + random() * 155 };
  paintSky(canvas);
  paintStars(canvas);
  paintSun(canvas);
  paintRidges(canvas);
}

function paintSky({ context, width, height, random, hue }: Canvas): void {
  const lean = (random() - 0.5) * width;
  const sky = context.createLinearGradient(width / 2 - lean, 0, width / 2 + lean, height);
  sky.addColorStop(0, colour(hue, 55, 24));
  sky.addColorStop(0.45, colour(hue + 25, 58, 46));
  sky.addColorStop(0.75, colour(hue + 60, 72, 68));
  sky.addColorStop(1, colour(hue + 85, 78, 80));
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
}

function paintStars({ context, width, height, random }: Canvas): void {
  for (let star = 0; star < 60; star += 1) {
    context.fillStyle = `rgba(255, 255, 255, ${0.15 + random() * 0.5})`;
    disc(context, random() * width, random() * height * 0.4, 0.4 + random() * 1.3);
  }
}

function paintSun({ context, width, height, random, hue }: Canvas): void {
  const x = width * (0.2 + random() * 0.6);
  const y = height * (0.22 + random() * 0.2);
  const radius = Math.min(width, height) * (0.09 + random() * 0.09);
  const glow = context.createRadialGradient(x, y, radius * 0.6, x, y, radius * 4);
  glow.addColorStop(0, colour(hue + 70, 95, 88, 0.75));
  glow.addColorStop(1, colour(hue + 70, 95, 75, 0));
  context.fillStyle = glow;
  context.fillRect(0, 0, width, height);
  for (let ring = 3 + Math.floor(random() * 3); ring > 0; ring -= 1) {
    context.strokeStyle = colour(hue + 60, 90, 90, 0.28 / ring);
    context.lineWidth = 1 + random() * 3;
    circle(context, x, y, radius * (1 + ring * 0.45));
    context.stroke();
  }
  const face = context.createLinearGradient(x, y - radius, x, y + radius);
  face.addColorStop(0, colour(hue + 65, 100, 94));
  face.addColorStop(1, colour(hue + 40, 90, 74));
  context.fillStyle = face;
  disc(context, x, y, radius);
}

function paintRidges({ context, width, height, random, hue }: Canvas): void {
  const count = 4 + Math.floor(random() * 3);
  for (let ridge = 0; ridge < count; ridge += 1) {
    const near = ridge / (count - 1);
    const base = height * (0.5 + 0.34 * near);
    const waves = [1.2, 2.7, 6.1].map((frequency, index) => ({
      frequency: frequency * (0.7 + random() * 0.6),
      swing: (height * (0.085 - 0.03 * near) * (0.6 + random() * 0.6)) / (index * 1.9 + 1),
      phase: random() * Math.PI * 2,
    }));
    const top = (x: number): number =>
      waves.reduce(
        (y, { frequency, swing, phase }) => y + swing * Math.sin((x / width) * frequency * 6 + phase),
        base,
      );
    context.beginPath();
    context.moveTo(0, height);
    for (let x = 0; x <= width; x += 6) context.lineTo(x, top(x));
    context.lineTo(width, top(width));
    context.lineTo(width, height);
    context.closePath();
    const slope = context.createLinearGradient(0, base - height * 0.1, 0, height);
    slope.addColorStop(0, colour(hue + 45 - 60 * near, 48, 58 - 40 * near));
    slope.addColorStop(1, colour(hue + 20 - 50 * near, 52, 44 - 33 * near));
    context.fillStyle = slope;
    context.fill();
  }
}

function circle(context: SKRSContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
}

function disc(context: SKRSContext2D, x: number, y: number, radius: number): void {
  circle(context, x, y, radius);
  context.fill();
}

function colour(hue: number, saturation: number, lightness: number, alpha = 1): string {
  return `hsla(${Math.round(hue) % 360}, ${saturation}%, ${lightness}%, ${alpha})`;
}
