import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { jobStates } from '../../runcomfy/job.ts';
import { routeOf } from '../../runcomfy/routes.ts';
import { imageSizes } from '../../runcomfy/sizes.ts';
import {
  inputSchema,
  inputSchemaText,
  modelDescription,
  modelId,
  specificationText,
} from '../../runcomfy/specification.ts';

const original = new URL('../../../../shared/z-image-turbo-api.txt', import.meta.url);

describe("the specification's own text", () => {
  test.skipIf(!existsSync(original))(
    'is the one that was given (skipped: it is not beside this repository)',
    () => {
      expect(specificationText).toBe(readFileSync(original, 'utf8'));
    },
  );

  test('names the model and describes it', () => {
    expect(modelId).toBe('tongyi-mai/z-image/turbo');
    expect(modelDescription).toMatch(/^Generate high-quality.*\.$/u);
  });

  test('holds a schema that is one', () => {
    expect(new Ajv({ strict: false }).validateSchema(JSON.parse(inputSchemaText) as object)).toBe(true);
    expect(Object.keys(inputSchema.properties)).toEqual([
      'prompt',
      'image_size',
      'num_inference_steps',
      'seed',
      'num_images',
      'output_format',
    ]);
  });

  test('has the sizes that have pixels here', () => {
    expect(inputSchema.properties['image_size']?.enum).toEqual([...imageSizes]);
  });

  test('has an example for each call, and each example finds its way', () => {
    const calls = [...specificationText.matchAll(/--request (\w+) \\\n\s+--url (\S+)/gu)].map(
      ([, method, url]) => {
        const { origin, pathname } = new URL(url ?? '');
        expect(origin).toBe('https://model-api.runcomfy.net');
        return routeOf(method ?? '', pathname)?.endpoint;
      },
    );
    expect(new Set(calls)).toEqual(new Set(['submit', 'status', 'result', 'cancel']));
  });

  test('states the states that a job can have', () => {
    const sentence =
      /Fetch the current state for a request_id \(([^)]+)\)/u.exec(specificationText)?.[1] ?? '';
    const states = [...sentence.matchAll(/"(\w+)"/gu)].map(([, state]) => state);
    expect(states).toEqual(['in_queue', 'in_progress', 'completed', 'cancelled']);
    expect([...states, 'failed'].sort()).toEqual([...jobStates].sort());
  });
});
