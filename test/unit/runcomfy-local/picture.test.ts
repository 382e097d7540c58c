import { imageDimensionsFromData } from 'image-dimensions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../runcomfy/durations.ts';
import { contentTypes } from '../../runcomfy/picture.ts';
import { startLocalRunComfy, type LocalRunComfy } from '../../runcomfy/server.ts';
import { imageSizes, pixelSizes } from '../../runcomfy/sizes.ts';
import { Client } from './client.ts';

let service: LocalRunComfy;
let client: Client;

beforeAll(async () => {
  service = await startLocalRunComfy({ durations: instant });
  client = new Client(service);
});
afterAll(() => service.close());

async function pictures(input: object): Promise<readonly Buffer[]> {
  const links = await client.links(
    await client.accepted({ image_size: 'square', output_format: 'jpeg', ...input }),
  );
  const seen = await Promise.all(links.map((link) => client.download(link)));
  return seen.map(({ body }) => body);
}

test.each(imageSizes)('a picture of size %s has its pixels', async (image_size) => {
  const [picture] = await pictures({ prompt: 'a lake', image_size });
  expect(imageDimensionsFromData(picture!)).toEqual({ ...pixelSizes[image_size], type: 'jpeg' });
});

test.each(['png', 'jpeg', 'webp'] as const)('a picture is a real %s, and says so', async (output_format) => {
  const [link] = await client.links(
    await client.accepted({ prompt: 'a lake', image_size: 'square', output_format }),
  );
  const seen = await client.download(link!);
  expect(seen.headers['content-type']).toBe(contentTypes[output_format]);
  expect(imageDimensionsFromData(seen.body)).toEqual({ width: 512, height: 512, type: output_format });
});

test('the same order gives the same bytes, each picture of several another', async () => {
  const order = { prompt: 'a lake', seed: 3, num_images: 4 };
  const first = await pictures(order);
  expect(await pictures(order)).toEqual(first);
  expect(new Set(first.map((picture) => picture.toString('base64'))).size).toBe(4);
});

test('another seed or prompt gives another picture; no seed is seed 0', async () => {
  const [zero] = await pictures({ prompt: 'a lake', seed: 0 });
  expect((await pictures({ prompt: 'a lake' }))[0]).toEqual(zero);
  expect((await pictures({ prompt: 'a lake', seed: 1 }))[0]).not.toEqual(zero);
  expect((await pictures({ prompt: 'a sea', seed: 0 }))[0]).not.toEqual(zero);
});

test.each(['', 'x'.repeat(3_000), 'Привет ἀρχή नमस्ते 🦊 '.repeat(90), '\u0000\n\t"<&'])(
  'any prompt can be drawn: %j',
  async (prompt) => {
    const [picture] = await pictures({ prompt });
    expect(imageDimensionsFromData(picture!)).toMatchObject({ width: 512 });
  },
);

test('the file host needs no token, and knows only its own paths', async () => {
  expect((await client.download(`${service.filesUrl}/a/b/output/${'x'.repeat(21)}_output.png`)).status).toBe(
    404,
  );
  expect((await service.log()).filter(({ port, carriedToken }) => port === 'files' && carriedToken)).toEqual(
    [],
  );
});
