import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joined, partsOf } from '../../../src/images/fileParts.ts';
import { markPicture } from '../../../src/images/markPicture.ts';
import { pictureDetails } from '../../../src/images/pictureDetails.ts';
import { pngText, readPngText } from '../../../src/images/pngText.ts';
import { foreignExif, withPngChunks, withPngTexts, withRiffChunks, withSegments } from './foreignFiles.ts';
import { originOf, paintedPictures } from './paintedPictures.ts';

const pictures = await paintedPictures();
const png = pictures.get('PNG')!;
const jpeg = pictures.get('JPEG')!;
const webp = pictures.get('WebP with a colour profile')!;

const automatic = [
  'a hare, (winter:1.2), “雪”',
  'in two lines',
  'Negative prompt: blurry, text',
  'Steps: 28, Sampler: DPM++ 2M, CFG scale: 7, Seed: 4294967295, Size: 832x1216, Model hash: abc, ' +
    'Model: someXL_v1, Lora hashes: "one: 1, two: 2", Version: v1.9.0',
].join('\n');
const readFromAutomatic = {
  isOurs: false,
  prompt: 'a hare, (winter:1.2), “雪”\nin two lines',
  negativePrompt: 'blurry, text',
  seed: 4_294_967_295,
  steps: 28,
  model: 'someXL_v1',
  tool: 'v1.9.0',
  sourceType: null,
};

describe('what other tools write is read', () => {
  test.each([
    ['a PNG', withPngTexts(png, { parameters: automatic })],
    ['a JPEG', withSegments(jpeg, [0xe1, joined(Buffer.from('Exif\0\0'), foreignExif(automatic))])],
    ['a WebP', withRiffChunks(webp, ['EXIF', foreignExif(automatic)])],
    [
      'a WebP, with the header of JPEG',
      withRiffChunks(webp, ['EXIF', joined(Buffer.from('Exif\0\0'), foreignExif(automatic))]),
    ],
  ])('of AUTOMATIC1111 in %s', (_, bytes) => {
    expect(pictureDetails(bytes)).toMatchObject({ ...readFromAutomatic, size: { width: 41, height: 31 } });
  });

  test.each([
    [
      'InvokeAI',
      {
        invokeai_metadata: {
          positive_prompt: 'a hare',
          negative_prompt: 'text',
          seed: 5,
          steps: 30,
          model: { name: 'xl' },
        },
      },
      { prompt: 'a hare', negativePrompt: 'text', seed: 5, steps: 30, model: 'xl' },
    ],
    [
      'NovelAI',
      { Software: 'NovelAI', Comment: { prompt: 'a hare', uc: 'text', seed: 5, steps: 28 } },
      { prompt: 'a hare', negativePrompt: 'text', seed: 5, steps: 28, tool: 'NovelAI' },
    ],
    [
      'Fooocus',
      { parameters: { prompt: 'a hare', negative_prompt: '', seed: '5', steps: 30, base_model: 'jug' } },
      { prompt: 'a hare', negativePrompt: null, seed: 5, steps: 30, model: 'jug' },
    ],
    [
      'ComfyUI',
      {
        prompt: {
          '3': {
            class_type: 'KSampler',
            inputs: { seed: 5, steps: 8, positive: ['6', 0], negative: ['7', 0] },
          },
          '4': { class_type: 'UNETLoader', inputs: { unet_name: 'z_image_turbo.safetensors' } },
          '6': { class_type: 'CLIPTextEncode', inputs: { text: ['9', 0] } },
          '7': { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['7', 0] } },
          '9': { class_type: 'Text', inputs: { string: 'a hare' } },
        },
      },
      { prompt: 'a hare', seed: 5, steps: 8, model: 'z_image_turbo.safetensors', tool: 'ComfyUI' },
    ],
  ])('of %s', (_, texts, read) => {
    const written = Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    const bytes = withPngTexts(png, Object.fromEntries(written) as Record<string, string>);
    expect(pictureDetails(bytes)).toMatchObject({ isOurs: false, ...read });
  });

  test('packed, too', () => {
    const packed = deflateSync(Buffer.from(automatic));
    const chunks = ['zTXt', 'iTXt'].map((name) => {
      const plain = Buffer.from(pngText({ keyword: 'x', text: 'y' }));
      const head = name === 'zTXt' ? 'parameters\0\0' : 'parameters\0\x01\0\0\0';
      const data = joined(Buffer.from(head), packed);
      const chunk = Buffer.concat([plain.subarray(0, 8), data, Buffer.alloc(4)]);
      chunk.writeUInt32BE(data.length);
      chunk.write(name, 4, 'latin1');
      return chunk;
    });
    expect(pictureDetails(withPngChunks(png, chunks[1]!))).toMatchObject(readFromAutomatic);
    // Latin-1 has no Chinese, but the rest is there.
    expect(pictureDetails(withPngChunks(png, chunks[0]!))).toMatchObject({ seed: 4_294_967_295 });
  });

  test('a text that is much larger when it is unpacked is not', () => {
    const bomb = joined(Buffer.from('parameters\0\0'), deflateSync(Buffer.alloc(40_000_000)));
    expect(readPngText({ name: 'zTXt', whole: bomb, data: bomb })).toBeNull();
  });

  test.each(['A fox: no settings', 'Steps', '{"prompt":', '{"a":{"class_type":1}}', '[]', '""', 'null'])(
    'but nothing is made of %s',
    (text) => {
      const bytes = withPngTexts(png, { parameters: text, prompt: text, Comment: text });
      expect(pictureDetails(bytes)).toMatchObject({ prompt: null, seed: null, model: null });
    },
  );
});

test.each([
  ['nothing', new Uint8Array()],
  ['a page', Buffer.from('<!doctype html>')],
  ['a GIF', Buffer.from('GIF89a\x01\0\x01\0')],
])('%s has no details', (_, bytes) => {
  expect(pictureDetails(bytes)).toBeNull();
});

test('a picture that was cut off tells what stands before the cut', () => {
  const whole = markPicture(png, originOf());
  const bytes = whole.outcome === 'marked' ? whole.bytes : png;
  expect(pictureDetails(bytes.subarray(0, bytes.length - 30))).toMatchObject({ seed: originOf().seed });
});

test('texts of many megabytes are read, whatever they are', () => {
  const long = 5_000_000;
  const texts = [
    'a'.repeat(long),
    `Steps: 1, Seed: 2, ${'a, '.repeat(long / 3)}`,
    `Steps: 1, Seed: 2, ${'"'.repeat(long)}`,
    `Steps: 1, Seed: 2, "${'\\'.repeat(long)}`,
    '['.repeat(long),
    '<a>'.repeat(long / 3),
    `<a ${'b="" '.repeat(long / 5)}>`,
    `<!--${'-'.repeat(long)}`,
    '&#x41;'.repeat(long / 6),
  ];
  for (const text of texts) {
    const keys = { parameters: text, prompt: text, Comment: text, 'XML:com.adobe.xmp': text };
    const began = performance.now();
    expect(pictureDetails(withPngTexts(png, keys))).not.toBeNull();
    // Not about speed: what looks at each letter once more for each letter takes hours.
    expect(performance.now() - began).toBeLessThan(20_000);
  }
});

test('30 MB are read, and marked, in a moment', () => {
  const filling = Buffer.alloc(30_000_000, 0x5a);
  for (const bytes of [png, jpeg, webp]) {
    const large = joined(bytes, filling);
    const began = performance.now();
    expect(pictureDetails(large)?.size).toEqual({ width: 41, height: 31 });
    markPicture(large, originOf());
    // Not about speed: what goes over all bytes for each of them takes hours.
    expect(performance.now() - began).toBeLessThan(20_000);
  }
});

describe('whatever the bytes are, they get an answer', () => {
  const all = [
    ...pictures.values(),
    withPngTexts(png, { parameters: automatic, prompt: '{"3":{"class_type":"a","inputs":{}}}' }),
    withRiffChunks(webp, ['EXIF', foreignExif(automatic)]),
  ].map((bytes) => {
    const marked = markPicture(bytes, originOf());
    return marked.outcome === 'marked' ? marked.bytes : bytes;
  });

  test('of noise behind the beginning of a picture', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.nat({ max: 400 }),
        fc.uint8Array({ maxLength: 300 }),
        (bytes, kept, noise) => {
          const broken = joined(bytes.subarray(0, kept), noise);
          expect(() => [
            pictureDetails(broken),
            partsOf(broken),
            markPicture(broken, originOf()),
          ]).not.toThrow();
        },
      ),
      { numRuns: 700 },
    );
  });

  test('of a marked picture with some bytes changed', () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        (bytes, changes) => {
          const broken = Uint8Array.from(bytes);
          for (const [at, value] of changes) {
            broken[at % broken.length] = value;
          }
          expect(() => [pictureDetails(broken), markPicture(broken, originOf())]).not.toThrow();
        },
      ),
      { numRuns: 700 },
    );
  });
});
