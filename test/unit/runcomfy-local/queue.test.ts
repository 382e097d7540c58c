import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { durationOf, instant, lifelike } from '../../runcomfy/durations.ts';
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

async function standing(): Promise<readonly (string | undefined)[]> {
  return (await service.ledger()).map(({ history }) => history.at(-1)?.state);
}

async function places(ids: readonly string[]): Promise<readonly unknown[]> {
  const seen = await Promise.all(ids.map((id) => client.status(id)));
  return seen.map((each) => jsonOf(each)['queue_position']);
}

test('as many jobs run as there are workers; the others have places, and move up', async () => {
  await service.configure({ workers: 2 });
  await service.hold({ at: 'in_progress' });
  const ids: string[] = [];
  for (const prompt of ['a', 'b', 'c', 'd']) ids.push(await client.accepted({ prompt }));
  expect(await standing()).toEqual(['in_progress', 'in_progress', 'in_queue', 'in_queue']);
  expect(await places(ids)).toEqual([undefined, undefined, 1, 2]);

  await service.release({ prompt: 'b' });
  expect(await standing()).toEqual(['in_progress', 'completed', 'in_progress', 'in_queue']);
  expect(await places(ids)).toEqual([undefined, undefined, undefined, 1]);

  await service.configure({ workers: 3 });
  expect(await standing()).toEqual(['in_progress', 'completed', 'in_progress', 'in_progress']);
  await service.release();
  expect(await standing()).toEqual(['completed', 'completed', 'completed', 'completed']);
});

test('a held job lets others pass', async () => {
  await service.hold({ at: 'in_queue', prompt: 'slow' });
  await client.accepted({ prompt: 'slow' });
  await client.accepted({ prompt: 'quick' });
  expect(await standing()).toEqual(['in_queue', 'completed']);
});

test('a release takes the hold with the same match away, for later jobs too', async () => {
  await service.hold({ at: 'in_progress', prompt: 'a' });
  await service.hold({ at: 'in_progress', promptIncludes: 'long' });
  await service.release({ prompt: 'a' });
  await client.accepted({ prompt: 'a' });
  await client.accepted({ prompt: 'a long one' });
  expect(await standing()).toEqual(['completed', 'in_progress']);
});

test('a cancelled job makes way for those behind it', async () => {
  await service.configure({ workers: 0 });
  const ids: string[] = [];
  for (const prompt of ['a', 'b', 'c']) ids.push(await client.accepted({ prompt }));
  await client.cancel(ids[0]!);
  expect(await places(ids)).toEqual([undefined, 1, 2]);
});

test('jobs with a duration finish by themselves', async () => {
  await service.configure({ durations: { ...instant, typicalMilliseconds: 5 } });
  await client.accepted({ prompt: 'a' });
  expect(await standing()).toEqual(['in_progress']);
  const [done] = await service.waitForJob({ prompt: 'a', state: 'completed' });
  expect(done?.history.map(({ state }) => state)).toEqual(['in_queue', 'in_progress', 'completed']);
});

test("durations look like this model's: seconds, now and then a cold start, the same for the same seed", () => {
  const all = Array.from({ length: 400 }, (_, job) => durationOf(lifelike, 1, job));
  expect(all).toEqual(Array.from({ length: 400 }, (_, job) => durationOf(lifelike, 1, job)));
  const cold = all.filter((duration) => duration > 10_000);
  expect(cold.length).toBeGreaterThan(8);
  expect(cold.length).toBeLessThan(50);
  expect(Math.min(...all)).toBeGreaterThan(2_000);
});
