import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImageRequest } from '../../../src/models/imageRequest.ts';
import { modelId } from '../../../src/models/zImageTurbo.ts';
import { createRunComfyClient, type RunComfyClient } from '../../../src/runcomfy/client.ts';
import type { Exchange, Transport } from '../../../src/runcomfy/exchange.ts';
import { parseApiBaseUrl } from '../../../src/runcomfy/hosts.ts';
import { createTransport } from '../../../src/runcomfy/transport.ts';
import { instant } from '../../runcomfy/durations.ts';
import { drawPicture } from '../../runcomfy/picture.ts';
import { localToken, startLocalRunComfy, type LocalRunComfy } from '../../runcomfy/server.ts';
import type { catalogueFaults } from '../../runcomfy/switches/catalogueFaults.ts';
import { PlainServer } from './plainServer.ts';

const never = new AbortController().signal;
const request: ImageRequest = {
  model: modelId,
  prompt: 'a small red house',
  imageSize: 'square',
  numInferenceSteps: 8,
  seed: 7,
  numImages: 2,
  outputFormat: 'png',
};

let service: LocalRunComfy;
let transport: Transport;
let token: string | null;
let client: RunComfyClient;

beforeEach(async () => {
  service = await startLocalRunComfy({ durations: instant });
  transport = createTransport();
  token = localToken;
  client = clientAt(service.apiUrl);
});

afterEach(async () => {
  await transport.close();
  await service.close();
});

function clientAt(base: string): RunComfyClient {
  return createRunComfyClient({ apiBaseUrl: new URL(base), token: () => Promise.resolve(token), transport });
}

async function accepted(): Promise<string> {
  const submission = await client.submit(request);
  if (submission.outcome !== 'accepted') {
    throw new Error(submission.failure.detail);
  }
  return submission.requestId;
}

async function pictureUrls(requestId: string): Promise<readonly string[]> {
  const result = await client.readResult(requestId, never);
  return result.state === 'succeeded' ? result.pictureUrls : [];
}

describe('a job', () => {
  test('goes from the submit to its pictures', async () => {
    await service.hold({ at: 'in_queue' });
    await service.hold({ at: 'in_progress' });
    const id = await accepted();
    expect(await client.readStatus(id, never)).toEqual({ state: 'queued', place: 1 });
    expect(await client.readResult(id, never)).toEqual({ state: 'queued', place: null });
    await service.release({ at: 'in_queue' });
    expect(await client.readStatus(id, never)).toEqual({ state: 'running' });
    expect(await client.readResult(id, never)).toEqual({ state: 'running' });
    await service.release();
    expect(await client.readStatus(id, never)).toEqual({ state: 'finished' });
    expect(await client.readResult(id, never)).toMatchObject({ state: 'succeeded', cost: 0.01 });
    const [, second = ''] = await pictureUrls(id);
    const drawn = await drawPicture({
      prompt: request.prompt,
      seed: 7,
      index: 1,
      size: 'square',
      format: 'png',
    });
    expect(await client.download(second, never)).toEqual({ outcome: 'bytes', bytes: drawn });
  });

  test('is ordered as it was asked for, and no field besides', async () => {
    const id = await accepted();
    expect(await service.ledger()).toMatchObject([
      {
        requestId: id,
        model: modelId,
        input: {
          prompt: 'a small red house',
          image_size: 'square',
          num_inference_steps: 8,
          seed: 7,
          num_images: 2,
          output_format: 'png',
        },
      },
    ]);
    expect(await service.log()).toMatchObject([{ path: `/v1/models/${modelId}`, unknownFields: [] }]);
  });

  test('is sent as JSON, and a cancel without a body says of none', async () => {
    const server = await PlainServer.start();
    try {
      const plain = clientAt(server.url.href);
      await plain.submit(request);
      await plain.cancel('job-1');
      expect(server.requests.map(({ headers }) => headers['content-type'])).toEqual([
        'application/json',
        undefined,
      ]);
    } finally {
      await server.close();
    }
  });

  test('can be cancelled while it waits', async () => {
    await service.hold({ at: 'in_queue' });
    const id = await accepted();
    expect(await client.cancel(id)).toEqual({ outcome: 'cancelled' });
    expect(await client.readStatus(id, never)).toEqual({ state: 'cancelled' });
  });

  test('cannot be cancelled while it runs', async () => {
    await service.hold({ at: 'in_progress' });
    expect(await client.cancel(await accepted())).toEqual({ outcome: 'tooLate' });
  });

  test.each(['early-result-400005', 'result-lags', 'result-lags-400005'] as const)(
    'that is not ready (%s) runs',
    async (id) => {
      if (id === 'early-result-400005') {
        await service.hold({ at: 'in_progress' });
      }
      await service.arm({ switch: id, next: 1 });
      const requestId = await accepted();
      expect(await client.readResult(requestId, never)).toEqual({ state: 'running' });
      await service.waitForRequest({ fired: id });
    },
  );
});

describe('the token', () => {
  test('goes to the API with every request, and to nobody else', async () => {
    const id = await accepted();
    await client.readStatus(id, never);
    const [address = ''] = await pictureUrls(id);
    await client.download(address, never);
    await client.cancel(id);
    await client.readModel(modelId, never);
    const log = await service.log();
    expect(log.filter(({ port }) => port === 'api').map(({ account }) => account)).toEqual(
      Array(5).fill('local'),
    );
    expect(log.filter(({ port }) => port === 'files').map(({ carriedToken }) => carriedToken)).toEqual([
      false,
    ]);
  });

  test.each(['submit', 'status', 'result', 'cancel', 'catalogue'] as const)(
    'does not follow a redirect on %s',
    async (endpoint) => {
      const id = await accepted();
      await service.arm({ switch: 'api-redirect', endpoint });
      await {
        submit: () => client.submit(request),
        status: () => client.readStatus(id, never),
        result: () => client.readResult(id, never),
        cancel: () => client.cancel(id),
        catalogue: () => client.readModel(modelId, never),
      }[endpoint]();
      const log = await service.log();
      expect(log.at(-1)).toMatchObject({ fired: 'api-redirect', endpoint });
      expect(log.filter(({ port }) => port === 'files')).toEqual([]);
    },
  );

  test('does not go to the API when a picture is redirected there', async () => {
    const [address = ''] = await pictureUrls(await accepted());
    await service.arm({ switch: 'redirect-to-api', next: 1 });
    expect(await client.download(address, never)).toMatchObject({ outcome: 'failed' });
    const [trapped] = (await service.log()).filter(({ path }) => path.includes('trap'));
    expect(trapped).toMatchObject({ port: 'api', carriedToken: false });
  });

  test('does not go where the URLs of an answer lead', async () => {
    await service.arm({ switch: 'submit-urls-trap', next: 1 });
    const id = await accepted();
    await client.readStatus(id, never);
    await client.readResult(id, never);
    await client.cancel(id);
    expect((await service.log()).filter(({ port }) => port === 'files')).toEqual([]);
  });

  test('that is not there sends nothing', async () => {
    token = null;
    const refused = { kind: 'tokenRefused' };
    expect(await client.submit(request)).toMatchObject({ outcome: 'rejected', failure: refused });
    expect(await client.readStatus('a', never)).toMatchObject({ state: 'unclear', failure: refused });
    expect(await client.readResult('a', never)).toMatchObject({ state: 'unclear', failure: refused });
    expect(await client.cancel('a')).toMatchObject({ outcome: 'unknown', failure: refused });
    expect(await client.readModel(modelId, never)).toMatchObject({ outcome: 'failed', failure: refused });
    expect(await client.checkToken(never)).toBe('refused');
    expect(await service.log()).toEqual([]);
  });

  test('is asked for at each call', async () => {
    token = 'an-old-token';
    const id = 'job-1';
    expect(await client.readStatus(id, never)).toMatchObject({ failure: { kind: 'tokenRefused' } });
    token = localToken;
    expect(await client.readStatus(id, never)).toMatchObject({ failure: { kind: 'requestUnknown' } });
  });
});

describe('a check of the token', () => {
  test('accepts the right one and refuses a wrong one, at no cost', async () => {
    expect(await client.checkToken(never)).toBe('accepted');
    token = 'a-wrong-token';
    expect(await client.checkToken(never)).toBe('refused');
    expect(await service.ledger()).toEqual([]);
    expect((await service.log()).map(({ endpoint }) => endpoint)).toEqual(['status', 'status']);
  });

  test.each([
    ['auth-401', 'refused'],
    ['auth-401001', 'refused'],
    ['error-keys-code-error', 'refused'],
    ['request-403001', 'accepted'],
    ['request-404', 'notChecked'],
    ['auth-403', 'notChecked'],
    ['blocked-403-html', 'notChecked'],
    ['server-504-html', 'notChecked'],
    ['rate-limit', 'notChecked'],
    ['connection-reset', 'notChecked'],
  ] as const)('under %s is: %s', async (id, check) => {
    await service.arm({ switch: id, endpoint: 'status' });
    expect(await client.checkToken(never)).toBe(check);
    await service.waitForRequest({ fired: id });
  });
});

describe('the entry of a model', () => {
  test('has its price', async () => {
    expect(await client.readModel(modelId, never)).toEqual({
      outcome: 'read',
      entry: { priceUsd: 0.005, priceUnit: 'output' },
    });
    expect(await service.log()).toMatchObject([
      { method: 'GET', path: `/v1/models/${modelId}`, account: 'local' },
    ]);
  });

  test.each<[keyof typeof catalogueFaults, number | null, string]>([
    ['price-missing', null, 'output'],
    ['price-null', null, 'output'],
    ['price-string', 0.005, 'output'],
    ['price-negative', null, 'output'],
    ['price-doubled', 0.01, 'output'],
    ['price-unit-unknown', 0.005, 'megapixel'],
    ['schema-missing', 0.005, 'output'],
    ['schema-strange', 0.005, 'output'],
  ])('under %s has the price %s for each %s', async (id, priceUsd, priceUnit) => {
    await service.arm({ switch: id });
    expect(await client.readModel(modelId, never)).toEqual({
      outcome: 'read',
      entry: { priceUsd, priceUnit },
    });
    await service.waitForRequest({ fired: id });
  });

  test('is of this model: another one is not there', async () => {
    expect(await client.readModel('tongyi-mai/z-image/slow', never)).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'modelUnavailable' },
    });
  });

  test.each([
    ['model-404', 'modelUnavailable'],
    ['auth-400004', 'tokenRefused'],
    ['server-504-html', 'serviceFailure'],
    ['ok-html', 'unreadableAnswer'],
    ['ok-array', 'unreadableAnswer'],
    ['ok-error-code-server', 'serviceFailure'],
    ['connection-cut', 'connectionLost'],
    ['answer-truncated', 'connectionLost'],
    ['rate-limit', 'rateLimited'],
  ] as const)('under %s is not read: %s', async (id, kind) => {
    await service.arm({ switch: id, endpoint: 'catalogue' });
    expect(await client.readModel(modelId, never)).toMatchObject({ outcome: 'failed', failure: { kind } });
    await service.waitForRequest({ fired: id });
  });

  test.each(['answer-gzip', 'answer-chunked', 'answer-trickled'] as const)('is read under %s', async (id) => {
    await service.arm({ switch: id, endpoint: 'catalogue' });
    expect(await client.readModel(modelId, never)).toMatchObject({ outcome: 'read' });
    await service.waitForRequest({ fired: id });
  });
});

test('where nobody listens, a submit is rejected: nothing was sent', async () => {
  const { apiUrl } = service;
  await service.close();
  expect(await clientAt(apiUrl).submit(request)).toMatchObject({
    outcome: 'rejected',
    failure: { kind: 'unreachable' },
  });
});

test('a read that is aborted throws the reason', async () => {
  const reason = new Error('the window closes');
  const aborted = AbortSignal.abort(reason);
  await expect(client.readStatus('a', aborted)).rejects.toBe(reason);
  await expect(client.readResult('a', aborted)).rejects.toBe(reason);
  await expect(client.download(`${service.filesUrl}/a.png`, aborted)).rejects.toBe(reason);
  await expect(client.checkToken(aborted)).rejects.toBe(reason);
  await expect(client.readModel(modelId, aborted)).rejects.toBe(reason);
});

describe('whatever the base of the API and the id are', () => {
  /** Answers with nothing of use, and keeps where the requests went. */
  function recording(asked: URL[]): Transport {
    const answer = <Body>(url: URL, body: Body): Promise<Exchange<Body>> => {
      asked.push(url);
      return Promise.resolve({ outcome: 'answered', status: 200, retryAfter: null, location: null, body });
    };
    return {
      get: (url) => answer(url, '{}'),
      post: (url) => answer(url, '{}'),
      download: (url) => answer(url, new Uint8Array()),
      close: () => Promise.resolve(),
    };
  }

  async function originsAsked(base: URL, id: string): Promise<string[]> {
    const asked: URL[] = [];
    const options = {
      apiBaseUrl: base,
      token: () => Promise.resolve(localToken),
      transport: recording(asked),
    };
    const anywhere = createRunComfyClient(options);
    await anywhere.submit({ ...request, model: id });
    await anywhere.readStatus(id, never);
    await anywhere.readResult(id, never);
    await anywhere.cancel(id);
    await anywhere.readModel(id, never);
    await anywhere.checkToken(never);
    return [...new Set(asked.map(({ origin }) => origin))];
  }

  test.each([
    'https://model-api.runcomfy.net',
    'https://proxy.example//evil.example/x',
    'http://[::1]:8188/a/',
  ])('the token stays with the origin of %s', async (text) => {
    const base = parseApiBaseUrl(text) ?? new URL('about:blank');
    expect(await originsAsked(base, '//evil.example')).toEqual([base.origin]);
  });

  test('the token stays with its origin', async () => {
    const path = fc.oneof(
      fc.webPath(),
      fc.constantFrom('//evil.example', '/\\evil.example', '/v1//evil.example/v1'),
    );
    const id = fc.oneof(
      fc.string(),
      fc.constantFrom('..', '../..', '@evil.example', '#', '?', '%2e%2e', '\\\\evil'),
    );
    await fc.assert(
      fc.asyncProperty(fc.webUrl({ validSchemes: ['https'] }), path, id, async (origin, below, asked) => {
        const base = parseApiBaseUrl(new URL(origin).origin + below);
        fc.pre(base !== null);
        expect(await originsAsked(base, asked)).toEqual([new URL(origin).origin]);
      }),
    );
  });

  test('a base with a path keeps it', async () => {
    const asked: URL[] = [];
    const apiBaseUrl = parseApiBaseUrl('https://proxy.example/runcomfy/v1/') ?? new URL('about:blank');
    const options = { apiBaseUrl, token: () => Promise.resolve(localToken), transport: recording(asked) };
    await createRunComfyClient(options).readResult('job-1', never);
    expect(asked.map(({ href }) => href)).toEqual([
      'https://proxy.example/runcomfy/v1/requests/job-1/result?include_cost=true',
    ]);
  });
});
