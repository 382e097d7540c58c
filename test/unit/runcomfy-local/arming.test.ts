import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instant } from '../../runcomfy/durations.ts';
import { startLocalRunComfy, type LocalRunComfy } from '../../runcomfy/server.ts';
import { jsonOf } from './ask.ts';
import { Client } from './client.ts';

let service: LocalRunComfy;
let client: Client;

beforeAll(async () => {
  service = await startLocalRunComfy({ durations: instant });
  client = new Client(service);
});
beforeEach(() => service.reset());
afterAll(() => service.close());

async function times(
  count: number,
  work: () => Promise<{ status: number | null }>,
): Promise<readonly unknown[]> {
  const statuses: unknown[] = [];
  for (let time = 0; time < count; time += 1) statuses.push((await work()).status);
  return statuses;
}

test('`next` counts the requests that match', async () => {
  await service.arm({ switch: 'server-500', endpoint: 'status', next: 2 });
  const id = await client.accepted({ prompt: 'a' });
  expect(await times(4, () => client.status(id))).toEqual([500, 500, 200, 200]);
  expect(await service.armed()).toMatchObject([{ left: 0, fired: 2 }]);
});

test('without a count it lasts until it is disarmed', async () => {
  const id = await client.accepted({ prompt: 'a' });
  const arming = await service.arm({ switch: 'rate-limit' });
  await service.arm({ switch: 'server-502' });
  expect(await times(3, () => client.status(id))).toEqual([429, 429, 429]);
  await service.disarm({ id: arming });
  expect(await times(1, () => client.status(id))).toEqual([502]);
  await service.disarm({ switch: 'server-502' });
  expect(await times(1, () => client.status(id))).toEqual([200]);
});

test('a share of requests, the same ones for the same seed', async () => {
  const id = await client.accepted({ prompt: 'a' });
  const draw = async (): Promise<readonly unknown[]> => {
    await service.arm({ switch: 'server-500', share: 0.5 });
    return times(40, () => client.status(id));
  };
  const first = await draw();
  expect(first.filter((status) => status === 500).length).toBeGreaterThan(8);
  expect(first.filter((status) => status === 200).length).toBeGreaterThan(8);
  await service.reset();
  const again = await client.accepted({ prompt: 'a' });
  await service.arm({ switch: 'server-500', share: 0.5 });
  expect(await times(40, () => client.status(again))).toEqual(first);
});

test('only for the prompt, the request or the picture that it is armed for', async () => {
  await service.arm({ switch: 'server-500', endpoint: 'submit', prompt: 'b' });
  await service.arm({ switch: 'server-503-retry-after', endpoint: 'submit', promptIncludes: 'long' });
  expect(await times(1, () => client.submit({ prompt: 'b' }))).toEqual([500]);
  expect(await times(1, () => client.submit({ prompt: 'a long one' }))).toEqual([503]);

  const one = await client.accepted({ prompt: 'a', num_images: 2, image_size: 'square' });
  const two = await client.accepted({ prompt: 'a' });
  await service.arm({ switch: 'server-500', endpoint: 'result', requestId: two });
  await service.arm({ switch: 'link-404', index: 1 });
  const [first, second] = await client.links(one);
  expect(await times(1, () => client.result(two))).toEqual([500]);
  expect(await times(1, () => client.download(first!))).toEqual([200]);
  expect(await times(1, () => client.download(second!))).toEqual([404]);
});

test('a request at another moment does not use it up', async () => {
  await service.hold({ at: 'in_queue' });
  const id = await client.accepted({ prompt: 'a' });
  await service.arm({ switch: 'output-image', next: 1 });
  expect(jsonOf(await client.result(id))['status']).toBe('in_queue');
  await service.release();
  expect(jsonOf(await client.result(id))['output']).toHaveProperty('image');
  expect(jsonOf(await client.result(id))['output']).toHaveProperty('images');
});

test('a refused request is not carried out, whatever is armed', async () => {
  await service.arm({ switch: 'submit-202', next: 1 });
  expect(await times(1, () => client.submit({}))).toEqual([422]);
  expect(await service.armed()).toMatchObject([{ left: 1 }]);
});

test('a switch cannot be armed for where it does not reach', async () => {
  await expect(service.arm({ switch: 'output-image', endpoint: 'submit' })).rejects.toThrow(
    'does not reach submit',
  );
});
