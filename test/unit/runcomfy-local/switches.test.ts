import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '../../runcomfy/durations.ts';
import { startLocalRunComfy, type LocalRunComfy } from '../../runcomfy/server.ts';
import { switches, switchIds } from '../../runcomfy/switches.ts';
import { jsonOf } from './ask.ts';
import { Client } from './client.ts';
import { observe } from './scene.ts';

let service: LocalRunComfy;
let client: Client;

beforeAll(async () => {
  service = await startLocalRunComfy({ durations: instant });
  client = new Client(service);
});
beforeEach(() => service.reset());
afterAll(() => service.close());

const cases = switchIds.flatMap((id) => switches[id].endpoints.map((endpoint) => ({ id, endpoint })));

describe('every switch, wherever it reaches', () => {
  test.each(cases)(
    '$id on $endpoint changes what is seen, once, and the log says so',
    async ({ id, endpoint }) => {
      const { moment } = switches[id];
      const ordinary = await observe(service, endpoint, moment, () => Promise.resolve());
      await service.reset();
      const changed = await observe(service, endpoint, moment, () =>
        service.arm({ switch: id, endpoint, next: 1 }),
      );
      expect(changed).not.toEqual(ordinary);

      const fired = (await service.log()).filter((entry) => entry.fired !== null);
      expect(fired.map((entry) => [entry.fired, entry.endpoint])).toEqual([[id, endpoint]]);
      expect(await service.armed()).toMatchObject([{ left: 0, fired: 1 }]);
    },
  );

  test.each(switchIds)('%s has a sentence', (id) => {
    expect(switches[id].sentence).toMatch(/^[A-Z0-9].*\.$/u);
  });

  test('no two sentences are the same', () => {
    expect(new Set(switchIds.map((id) => switches[id].sentence)).size).toBe(switchIds.length);
  });

  test('no id is in two of the lists, where one would hide the other', async () => {
    const folder = new URL('../../runcomfy/switches/', import.meta.url);
    const modules = await Promise.all(
      readdirSync(folder)
        .filter((name) => name !== 'switch.ts')
        .map((name) => import(new URL(name, folder).href) as Promise<Record<string, object>>),
    );
    const ids = modules.flatMap((module) => Object.values(module).flatMap((list) => Object.keys(list)));
    expect(ids.sort()).toEqual([...switchIds].sort());
  });
});

describe('what was carried out although the answer was bad', () => {
  const bad = cases.filter(
    ({ id, endpoint }) => endpoint === 'submit' && switches[id].effect.kind !== 'plan',
  );

  test.each(bad)('$id: the ledger has the job only if the switch lets it through', async ({ id }) => {
    const seen = await observe(service, 'submit', undefined, () => service.arm({ switch: id, next: 1 }));
    const ledger = await service.ledger();
    expect(ledger).toHaveLength(switches[id].effect.kind === 'afterwards' ? 1 : 0);
    for (const entry of ledger) {
      expect(entry.answerStatus).toBe(seen.status);
      expect(entry.answer === 'sent').toBe(seen.ended === 'whole');
    }
  });
});

describe('jobs that go badly', () => {
  test.each([
    ['job-fails', 'completed', 'CUDA out of memory'],
    ['job-fails-error-object', 'completed', { code: 'nsfw', message: 'Blocked by a filter' }],
    ['job-fails-error-missing', 'completed', undefined],
    ['job-fails-on-status', 'failed', 'CUDA out of memory'],
    ['job-fails-word-error', 'error', 'CUDA out of memory'],
  ] as const)('%s: %s on status, failed on result', async (id, word, error) => {
    await service.arm({ switch: id, next: 1 });
    const requestId = await client.accepted({ prompt: 'a' });
    expect(jsonOf(await client.status(requestId))['status']).toBe(word);
    const result = jsonOf(await client.result(requestId));
    expect([result['status'], result['error'], result['output']]).toEqual(['failed', error, undefined]);
  });
});

describe('links', () => {
  test('an expired link stays expired; the next result names a fresh one', async () => {
    const requestId = await client.accepted({ prompt: 'a', image_size: 'square' });
    const [old] = await client.links(requestId);
    await service.arm({ switch: 'link-expires', next: 1 });
    expect((await client.download(old!)).status).toBe(403);
    expect((await client.download(old!)).status).toBe(404);
    const [fresh] = await client.links(requestId);
    expect(fresh).not.toBe(old);
    expect((await client.download(fresh!)).status).toBe(200);
  });

  test('a redirect on the file host leads to the picture', async () => {
    const [link] = await client.links(await client.accepted({ prompt: 'a', image_size: 'square' }));
    await service.arm({ switch: 'redirect-same-host', next: 1 });
    const { location } = (await client.download(link!)).headers;
    expect((await client.download(new URL(location ?? '', link).href)).status).toBe(200);
  });

  test('one picture more than asked for can be had', async () => {
    await service.arm({ switch: 'output-more-images', next: 1 });
    const links = await client.links(await client.accepted({ prompt: 'a', image_size: 'square' }));
    expect(links).toHaveLength(2);
    expect((await client.download(links[1]!)).status).toBe(200);
  });
});
