import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkInput } from '../../runcomfy/input.ts';
import { inputSchema, inputSchemaText } from '../../runcomfy/specification.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
const validate = ajv.compile(JSON.parse(inputSchemaText) as object);

/** The fields that each of the two complains about. */
function wrongForAjv(body: unknown): readonly string[] {
  validate(body);
  const fields = (validate.errors ?? []).map(({ instancePath, params }) =>
    instancePath === ''
      ? ((params as { missingProperty?: string }).missingProperty ?? '')
      : instancePath.slice(1),
  );
  return [...new Set(fields)].sort();
}

function wrongHere(body: unknown): readonly string[] {
  const checked = checkInput(body);
  if (!('complaints' in checked)) return [];
  return [...new Set(checked.complaints.map(({ loc }) => String(loc[1] ?? '')))].sort();
}

function values(name: string): fc.Arbitrary<unknown> {
  const field = inputSchema.properties[name];
  const allowed = field?.enum === undefined ? fc.string() : fc.constantFrom(...field.enum);
  const near = fc.integer({ min: -3, max: 40 });
  return fc.oneof(
    allowed,
    near,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.jsonValue({ maxDepth: 1 }),
  );
}

const bodies = fc.record(
  {
    ...Object.fromEntries(Object.keys(inputSchema.properties).map((name) => [name, values(name)])),
    negative_prompt: fc.string(),
  },
  { requiredKeys: [] },
);

describe('the check of an input', () => {
  test("agrees with ajv and the specification's schema, field by field", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        expect(wrongHere(body)).toEqual(wrongForAjv(body));
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });

  test('agrees on one wrong field among right ones', () => {
    const cases = Object.keys(inputSchema.properties).map((name) =>
      fc.tuple(fc.constant(name), values(name)),
    );
    fc.assert(
      fc.property(fc.oneof(...cases), ([name, value]) => {
        const body = { prompt: 'a cat', [name]: value };
        expect(wrongHere(body)).toEqual(wrongForAjv(body));
      }),
      { numRuns: 1_000, seed: 2 },
    );
  });

  test('agrees on what is no object at all', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => typeof value !== 'object' || value === null || Array.isArray(value)),
        (body) => {
          expect(wrongHere(body)).toEqual(wrongForAjv(body));
        },
      ),
      { seed: 3 },
    );
  });

  test.each(Object.entries(inputSchema.properties))(
    'accepts the default and the limits of %s',
    (name, field) => {
      const right = [field.default, ...(field.enum ?? []), field.minimum, field.maximum].filter(
        (one) => one !== undefined,
      );
      for (const value of right) expect(wrongHere({ prompt: 'a cat', [name]: value })).toEqual([]);
      const wrong = [
        field.minimum === undefined ? null : field.minimum - 1,
        field.maximum === undefined ? {} : field.maximum + 1,
      ];
      for (const value of wrong) expect(wrongHere({ prompt: 'a cat', [name]: value })).toEqual([name]);
    },
  );

  test('fills in defaults, keeps what was received, and notes fields that nobody knows', () => {
    const received = { prompt: 'a cat', seed: 0, negative_prompt: 'a dog' };
    expect(checkInput(received)).toEqual({
      received,
      unknownFields: ['negative_prompt'],
      complete: {
        prompt: 'a cat',
        image_size: 'landscape_4_3',
        num_inference_steps: 8,
        seed: 0,
        num_images: 1,
        output_format: 'png',
        negative_prompt: 'a dog',
      },
    });
  });
});
