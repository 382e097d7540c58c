import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Transport } from '../../../src/runcomfy/exchange.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import { closed, PlainServer } from './plainServer.ts';
import { get, never, post } from './ways.ts';

let most: number;
let servers: [PlainServer, PlainServer];
let transport: Transport;
/** Requests that have no answer yet. */
let held: ServerResponse[];

beforeEach(async () => {
  most = 3;
  held = [];
  servers = [await PlainServer.start(), await PlainServer.start()];
  transport = createTransport({ mostConnections: () => most });
});

afterEach(async () => {
  await transport.close();
  await Promise.all(servers.map((server) => server.close()));
});

function hold(): void {
  for (const server of servers) {
    server.answer = (response) => held.push(response);
  }
}

/** Answers the one that has waited longest. */
function answer(): void {
  held.shift()?.end('{}');
}

async function heldAre(count: number): Promise<void> {
  await vi.waitFor(() => {
    expect(held).toHaveLength(count);
  });
}

test('are no more than allowed, to all places together, for reads and writes', async () => {
  hold();
  const asked = servers.flatMap(({ url }) => [get, post, get, post].map((way) => way(transport, url)));
  for (let left = asked.length; left > 0; left--) {
    await heldAre(Math.min(most, left));
    answer();
  }
  expect(await Promise.all(asked)).toMatchObject(asked.map(() => ({ outcome: 'answered', status: 200 })));
});

test('that stand idle make room for another place', async () => {
  most = 1;
  const [first, second] = servers;
  await get(transport, first.url);
  await get(transport, second.url);
  await closed(first.connections[0]);
  expect(second.connections[0]?.destroyed).toBe(false);
});

test('that stand idle make room for a write, and the one that was used last stays', async () => {
  most = 2;
  const [first, second] = servers;
  await get(transport, first.url);
  await get(transport, second.url);
  await post(transport, second.url);
  await closed(first.connections[0]);
  await get(transport, second.url);
  expect(second.requests.map(({ connection }) => connection)).toEqual([1, 2, 1]);
});

test('are left to others by what no longer waits for one', async () => {
  most = 1;
  hold();
  const [{ url }] = servers;
  const abort = new AbortController();
  const reason = new Error('the window closes');
  const first = get(transport, url);
  await heldAre(1);
  const given = get(transport, url, abort.signal);
  const last = get(transport, url);
  abort.abort(reason);
  await expect(given).rejects.toBe(reason);
  answer();
  await heldAre(1);
  answer();
  expect(await Promise.all([first, last])).toMatchObject([{ status: 200 }, { status: 200 }]);
  expect(servers[0].requests).toHaveLength(2);
});

test('that are waited for never come to be once all ends, and nothing is sent', async () => {
  most = 1;
  hold();
  const [{ url }] = servers;
  const first = get(transport, url);
  await heldAre(1);
  const waiting = [get(transport, url), post(transport, url)];
  await transport.close();
  expect(await Promise.all([first, ...waiting])).toMatchObject([
    { outcome: 'failed', kind: 'connectionLost' },
    { outcome: 'failed', kind: 'unreachable' },
    { outcome: 'failed', kind: 'unreachable' },
  ]);
  expect(servers[0].requests).toHaveLength(1);
});

test('that a server closed while they stood idle count no more', async () => {
  most = 1;
  const [first, second] = servers;
  await get(transport, first.url);
  first.connections[0]?.destroy();
  expect(await get(transport, second.url)).toMatchObject({ status: 200 });
  expect(await get(transport, first.url)).toMatchObject({ status: 200 });
});

test('are as many as the setting says at the moment', async () => {
  most = 1;
  hold();
  const [{ url }] = servers;
  const asked = [get(transport, url), get(transport, url)];
  await heldAre(1);
  most = 2;
  const third = transport.get(url, {}, never);
  await heldAre(2);
  answer();
  answer();
  await heldAre(1);
  answer();
  expect(await Promise.all([...asked, third])).toMatchObject(
    asked.concat(third).map(() => ({ status: 200 })),
  );
});
