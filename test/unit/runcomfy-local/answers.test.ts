import { Ajv } from 'ajv';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '../../runcomfy/durations.ts';
import { startLocalRunComfy, type LocalRunComfy } from '../../runcomfy/server.ts';
import { inputSchemaText, modelId, outputSchemaText } from '../../runcomfy/specification.ts';
import { ask, jsonOf } from './ask.ts';
import { Client } from './client.ts';

const order = { prompt: 'a small red house', seed: 7, image_size: 'square' };
let service: LocalRunComfy;
let client: Client;

beforeAll(async () => {
  service = await startLocalRunComfy({
    durations: instant,
    tokens: { ann: 'token-of-ann', bob: 'token-of-bob' },
  });
  client = new Client(service, { token: 'token-of-ann' });
});
beforeEach(() => service.reset());
afterAll(() => service.close());

test('a submit answers 200 with an id and three absolute URLs on the API', async () => {
  const seen = await client.submit(order);
  const body = jsonOf(seen);
  const id = String(body['request_id']);
  expect(seen.status).toBe(200);
  expect(body).toEqual({
    request_id: id,
    status_url: `${service.apiUrl}/v1/requests/${id}/status`,
    result_url: `${service.apiUrl}/v1/requests/${id}/result`,
    cancel_url: `${service.apiUrl}/v1/requests/${id}/cancel`,
  });
});

test('a job goes from the queue to its result, with the place only while queued', async () => {
  await service.hold({ at: 'in_queue' });
  await service.hold({ at: 'in_progress' });
  const id = await client.accepted(order);
  const urls = {
    status_url: `${service.apiUrl}/v1/requests/${id}/status`,
    result_url: `${service.apiUrl}/v1/requests/${id}/result`,
  };
  const queued = { request_id: id, status: 'in_queue' };
  expect(jsonOf(await client.status(id))).toEqual({ ...queued, ...urls, queue_position: 1 });
  const early = await client.result(id, '?include_cost=true');
  expect([early.status, jsonOf(early)]).toEqual([
    200,
    { ...queued, created_at: expect.any(String) as string },
  ]);

  await service.release({ requestId: id });
  expect(jsonOf(await client.status(id))).toEqual({ request_id: id, status: 'in_progress', ...urls });
  await service.release({ requestId: id });
  expect(jsonOf(await client.status(id))).toEqual({ request_id: id, status: 'completed', ...urls });
  expect(jsonOf(await client.result(id))).toEqual({
    request_id: id,
    status: 'succeeded',
    output: {
      images: [
        expect.stringMatching(
          /^http:\/\/127\.0\.0\.1:\d+\/[\w%-]+\/[\w%-]+\/output\/[\w-]{21}_output\.png$/u,
        ),
      ],
    },
    created_at: expect.any(String) as string,
    finished_at: expect.any(String) as string,
  });
});

test("the output keeps to the specification's output schema", async () => {
  const ajv = new Ajv({ strict: false, formats: { uri: (text: string) => URL.canParse(text) } });
  const validate = ajv.compile({
    type: 'object',
    required: ['output'],
    properties: JSON.parse(outputSchemaText) as object,
  });
  const id = await client.accepted({ ...order, num_images: 4 });
  expect(validate(jsonOf(await client.result(id)))).toBe(true);
});

test('the cost is there only when asked for, for each picture', async () => {
  const id = await client.accepted({ ...order, num_images: 3 });
  expect(jsonOf(await client.result(id))).not.toHaveProperty('cost');
  expect(jsonOf(await client.result(id, '?include_cost=true'))['cost']).toBeCloseTo(0.015);
});

describe('cancel answers 202 and an outcome', () => {
  test('cancelled while queued', async () => {
    await service.hold({ at: 'in_queue' });
    const id = await client.accepted(order);
    const seen = await client.cancel(id);
    expect([seen.status, jsonOf(seen)]).toEqual([
      202,
      { request_id: id, status: 'cancelled', outcome: 'cancelled' },
    ]);
    expect(jsonOf(await client.status(id))['status']).toBe('cancelled');
    expect(jsonOf(await client.result(id))).toEqual({
      request_id: id,
      status: 'cancelled',
      created_at: expect.any(String) as string,
      finished_at: expect.any(String) as string,
    });
    await service.release();
    expect((await service.ledger())[0]?.history.map(({ state }) => state)).toEqual(['in_queue', 'cancelled']);
  });

  test.each([
    ['in progress', true, 'in_progress'],
    ['finished', false, 'completed'],
  ])('not_cancellable while %s', async (_, held, status) => {
    if (held) await service.hold({ at: 'in_progress' });
    const id = await client.accepted(order);
    const seen = await client.cancel(id);
    expect([seen.status, jsonOf(seen)]).toEqual([
      202,
      { request_id: id, status, outcome: 'not_cancellable' },
    ]);
    await service.release();
    expect(jsonOf(await client.result(id))['status']).toBe('succeeded');
  });
});

describe('refusals', () => {
  const refused = (code: number): object => ({
    error_code: code,
    error_message: expect.any(String) as string,
  });

  test.each([null, 'token-of-carol', ''])('a token that is %s', async (token) => {
    const stranger = new Client(service, { token });
    for (const seen of [
      await stranger.submit(order),
      await stranger.status('some-id'),
      await stranger.catalogue(),
    ]) {
      expect([seen.status, jsonOf(seen)]).toEqual([400, refused(400004)]);
    }
    expect(await service.ledger()).toEqual([]);
  });

  test('an unknown model', async () => {
    const url = `${service.apiUrl}/v1/models/tongyi-mai/z-image/slow`;
    const seen = await ask(url, { method: 'POST', token: 'token-of-ann', body: order });
    expect([seen.status, jsonOf(seen)]).toEqual([400, refused(400001)]);
    expect(await service.ledger()).toEqual([]);
  });

  test('no balance', async () => {
    await service.configure({ accountsWithoutBalance: ['ann'] });
    const seen = await client.submit(order);
    expect([seen.status, jsonOf(seen)]).toEqual([400, refused(400002)]);
    expect(await service.ledger()).toEqual([]);
    expect((await new Client(service, { token: 'token-of-bob' }).submit(order)).status).toBe(200);
  });

  test.each([
    [{}, ['body', 'prompt'], 'missing'],
    [{ prompt: 3 }, ['body', 'prompt'], 'string_type'],
    [{ ...order, num_images: 5 }, ['body', 'num_images'], 'less_than_equal'],
    [{ ...order, num_images: 0 }, ['body', 'num_images'], 'greater_than_equal'],
    [{ ...order, num_inference_steps: 1.5 }, ['body', 'num_inference_steps'], 'int_from_float'],
    [{ ...order, image_size: 'huge' }, ['body', 'image_size'], 'literal_error'],
    [[], ['body'], 'model_attributes_type'],
  ])('the input %j', async (body, loc, type) => {
    const seen = await client.submit(body);
    const detail = [{ loc, type, msg: expect.any(String) as string }];
    expect([seen.status, jsonOf(seen)]).toEqual([422, { ...refused(422001), detail }]);
    expect(await service.ledger()).toEqual([]);
  });

  test('a body that is no JSON', async () => {
    const url = `${service.apiUrl}/v1/models/${modelId}`;
    expect((await ask(url, { method: 'POST', token: 'token-of-ann', rawBody: '{"prompt":' })).status).toBe(
      422,
    );
  });

  test.each(['status', 'result', 'cancel'] as const)('an unknown request id, on %s', async (call) => {
    const seen = await client[call]('00000000-0000-4000-8000-000000000000');
    expect([seen.status, jsonOf(seen)]).toEqual([404, refused(404001)]);
  });

  test.each(['status', 'result', 'cancel'] as const)("another user's request, on %s", async (call) => {
    await service.hold({ at: 'in_queue' });
    const id = await client.accepted(order);
    const seen = await new Client(service, { token: 'token-of-bob' })[call](id);
    expect([seen.status, jsonOf(seen)]).toEqual([403, refused(403001)]);
    expect((await service.ledger())[0]?.history).toHaveLength(1);
  });

  test.each(['/', '/v1/requests', '/v1/requests/x/logs', '/v2/models'])('the path %s', async (path) => {
    expect((await ask(service.apiUrl + path)).status).toBe(404);
  });
});

describe('the catalogue', () => {
  test('has an entry with schema and price', async () => {
    const entry = jsonOf(await client.catalogue());
    expect(entry).toMatchObject({
      model_id: modelId,
      kind: 'model',
      base_price_usd: 0.005,
      price_unit: 'output',
    });
    expect(entry).toMatchObject({ required_inputs: ['prompt'], categories: ['text-to-image'] });
    expect(entry['input_schema']).toEqual(JSON.parse(inputSchemaText));
  });

  test('has a list, and the schema in it only when asked for', async () => {
    const list = jsonOf(await client.catalogue('?search=z-image&limit=5'));
    expect(list).toMatchObject({ total: 1, limit: 5, offset: 0, models: [{ model_id: modelId }] });
    expect((list['models'] as object[])[0]).not.toHaveProperty('input_schema');
    const full = jsonOf(await client.catalogue('?include_schema=true'));
    expect((full['models'] as object[])[0]).toHaveProperty('input_schema');
    expect(jsonOf(await client.catalogue('?search=video'))).toMatchObject({ total: 0, models: [] });
  });

  test('has categories', async () => {
    expect(jsonOf(await client.catalogue('/categories'))).toEqual({ categories: ['text-to-image'] });
  });

  test('can be open to all', async () => {
    await service.configure({ catalogueNeedsToken: false });
    expect((await new Client(service, { token: null }).catalogue()).status).toBe(200);
  });
});
