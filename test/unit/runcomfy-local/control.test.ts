import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectControl } from '../../runcomfy/control.ts';
import type { Control } from '../../runcomfy/controlShapes.ts';
import { instant } from '../../runcomfy/durations.ts';
import { localToken, startLocalRunComfy, type LocalRunComfy } from '../../runcomfy/server.ts';
import { ask } from './ask.ts';
import { Client } from './client.ts';

let service: LocalRunComfy;
let client: Client;
/** As another process has it. */
let control: Control;

beforeAll(async () => {
  service = await startLocalRunComfy({ durations: instant });
  client = new Client(service);
  control = connectControl(service.controlUrl);
});
beforeEach(() => control.reset());
afterAll(() => service.close());

test('holds, waits and releases from another process, without a look at the clock', async () => {
  await control.hold({ at: 'in_progress', prompt: 'a' });
  const running = control.waitForJob({ prompt: 'a', state: 'in_progress' });
  const completed = control.waitForJob({ prompt: 'a', state: 'completed' });
  const polled = control.waitForRequest({ endpoint: 'status', prompt: 'a', count: 2 });
  const id = await client.accepted({ prompt: 'a', seed: 5 });
  expect(await running).toMatchObject([{ requestId: id, input: { prompt: 'a', seed: 5 } }]);
  await client.status(id);
  await client.status(id);
  expect((await polled).map(({ requestId }) => requestId)).toEqual([id, id]);
  await control.release({ prompt: 'a' });
  expect((await completed)[0]?.history.map(({ state }) => state)).toEqual([
    'in_queue',
    'in_progress',
    'completed',
  ]);
});

test('says the same in its own process and in another', async () => {
  await service.arm({ switch: 'answer-lost', endpoint: 'submit', next: 1 });
  await client.submit({ prompt: 'a', colour: 'red' });
  await control.waitForRequest({ fired: 'answer-lost', stage: 'ended' });
  expect(await control.ledger()).toEqual(await service.ledger());
  expect(await control.log()).toEqual(await service.log());
  expect(await control.armed()).toEqual(await service.armed());
});

test('the ledger keeps the input as received, the account and how the answer ended', async () => {
  await client.submit({ prompt: 'a', colour: 'red' });
  await control.arm({ switch: 'answer-lost', next: 1 });
  await client.submit({ prompt: 'b' });
  await control.waitForRequest({ endpoint: 'submit', stage: 'ended', count: 2 });
  expect(await control.ledger()).toMatchObject([
    { account: 'local', input: { prompt: 'a', colour: 'red' }, answer: 'sent', answerStatus: 200 },
    { account: 'local', input: { prompt: 'b' }, answer: 'cut', answerStatus: null },
  ]);
  expect((await control.log())[0]).toMatchObject({
    unknownFields: ['colour'],
    account: 'local',
    fired: null,
  });
});

test('a client that goes away while its answer stalls is seen', async () => {
  await control.arm({ switch: 'answer-stalled', next: 1 });
  const wait = control.waitForRequest({ fired: 'answer-stalled', stage: 'ended' });
  const stalled = wait.then(([entry]) => entry!);
  const seen = await new Client(service, { giveUp: stalled }).submit({ prompt: 'a' });
  expect(seen).toMatchObject({ status: null, ended: 'given up' });
});

test('neither log nor ledger ever has the token; the log says where it was', async () => {
  await client.submit({ prompt: 'a' });
  await ask(`${service.filesUrl}/trap/x?token=${localToken}`, { token: null });
  await ask(`${service.filesUrl}/trap/y`);
  await ask(`${service.filesUrl}/trap/z`, { token: null });
  expect(JSON.stringify([await control.log(), await control.ledger()])).not.toContain(localToken);
  expect((await control.log()).map(({ carriedToken }) => carriedToken)).toEqual([true, true, true, false]);
});

test('a wait in vain says what there was', async () => {
  await client.submit({ prompt: 'a' });
  const wait = control.waitForRequest({ endpoint: 'cancel', timeoutMilliseconds: 1 });
  await expect(wait).rejects.toThrow(/in vain for a request[^]*POST \/v1\/models/u);
  const job = control.waitForJob({ prompt: 'b', state: 'completed', timeoutMilliseconds: 1 });
  await expect(job).rejects.toThrow(/in vain for a job[^]*'a': completed/u);
});

test('what it does not understand it refuses', async () => {
  const seen = await ask(`${service.controlUrl}/arm`, { method: 'POST', body: { switch: 'no-such-switch' } });
  expect([seen.status, seen.body.toString()]).toEqual([400, expect.stringContaining('switch') as string]);
  expect((await ask(`${service.controlUrl}/nothing`, { method: 'POST' })).status).toBe(404);
});

test('a reset brings back the beginning and ends what has stalled', async () => {
  await control.configure({ workers: 0, priceUsd: 9 });
  await control.hold({ at: 'in_queue' });
  await control.arm({ switch: 'answer-stalled', next: 1 });
  const answer = client.submit({ prompt: 'a' });
  await control.waitForRequest({ fired: 'answer-stalled', stage: 'ended' });
  await control.reset();
  expect((await answer).ended).toBe('broken');
  expect([await control.ledger(), await control.log(), await control.armed()]).toEqual([[], [], []]);
  const id = await client.accepted({ prompt: 'a' });
  expect(await control.ledger()).toMatchObject([
    { requestId: id, history: [{}, {}, { state: 'completed' }] },
  ]);
});

test('closing ends stalled answers and waits at once', async () => {
  const other = await startLocalRunComfy({ durations: instant });
  const stranger = new Client(other);
  await other.arm({ switch: 'answer-stalled-halfway' });
  const answer = stranger.submit({ prompt: 'a' });
  const wait = expect(other.waitForJob({ prompt: 'b', state: 'completed' })).rejects.toThrow('in vain');
  await other.waitForRequest({ stage: 'ended' });
  await other.close();
  expect((await answer).ended).toBe('broken');
  await wait;
});
