import * as z from 'zod';
import { imageSizes } from './sizes.ts';
import { inputSchema, type FieldSchema } from './specification.ts';

/** One complaint about an input, in the shape that Pydantic gives it. */
interface Complaint {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

const completeInputSchema = z.looseObject({
  prompt: z.string(),
  image_size: z.enum(imageSizes),
  num_inference_steps: z.number(),
  seed: z.number(),
  num_images: z.number(),
  output_format: z.enum(['png', 'jpeg', 'webp']),
});

export type GenerationInput = z.infer<typeof completeInputSchema>;

const jsonObjectSchema = z.record(z.string(), z.unknown());

export type CheckedInput =
  | { readonly complaints: readonly Complaint[] }
  | {
      /** As received: what the ledger keeps. */
      readonly received: Record<string, unknown>;
      /** With the schema's defaults. */
      readonly complete: GenerationInput;
      readonly unknownFields: readonly string[];
    };

/** Holds a submit's body against the specification's schema, field by field. */
export function checkInput(body: unknown): CheckedInput {
  const object = jsonObjectSchema.safeParse(body);
  if (!object.success || Array.isArray(body)) {
    const msg = 'Input should be a valid dictionary or object to extract fields from';
    return { complaints: [{ loc: ['body'], msg, type: 'model_attributes_type' }] };
  }
  const received = object.data;
  const missing = inputSchema.required
    .filter((name) => !Object.hasOwn(received, name))
    .map((name) => ({ loc: ['body', name], msg: 'Field required', type: 'missing' }));
  const wrong = Object.entries(inputSchema.properties)
    .filter(([name]) => Object.hasOwn(received, name))
    .flatMap(([name, field]) =>
      complaintsAbout(field, received[name]).map((complaint) => ({ loc: ['body', name], ...complaint })),
    );
  if (missing.length + wrong.length > 0) return { complaints: [...missing, ...wrong] };

  const defaults = Object.entries(inputSchema.properties).map(
    ([name, field]) => [name, field.default] as const,
  );
  const unknownFields = Object.keys(received).filter((name) => !Object.hasOwn(inputSchema.properties, name));
  const complete = completeInputSchema.parse({ ...Object.fromEntries(defaults), ...received });
  return { received, complete, unknownFields };
}

function complaintsAbout(field: FieldSchema, value: unknown): readonly Omit<Complaint, 'loc'>[] {
  switch (field.type) {
    case 'string': {
      if (typeof value !== 'string') return [{ msg: 'Input should be a valid string', type: 'string_type' }];
      if (field.enum === undefined || field.enum.includes(value)) return [];
      const choices = field.enum.map((choice) => `'${choice}'`).join(', ');
      return [{ msg: `Input should be ${choices}`, type: 'literal_error' }];
    }
    case 'integer': {
      if (typeof value !== 'number') return [{ msg: 'Input should be a valid integer', type: 'int_type' }];
      if (!Number.isInteger(value)) {
        return [
          {
            msg: 'Input should be a valid integer, got a number with a fractional part',
            type: 'int_from_float',
          },
        ];
      }
      if (field.minimum !== undefined && value < field.minimum) {
        return [
          { msg: `Input should be greater than or equal to ${field.minimum}`, type: 'greater_than_equal' },
        ];
      }
      if (field.maximum !== undefined && value > field.maximum) {
        return [{ msg: `Input should be less than or equal to ${field.maximum}`, type: 'less_than_equal' }];
      }
      return [];
    }
  }
}

/** The prompt of a body that may be anything else than an input. */
export function promptIn(body: unknown): string | null {
  const found = z.looseObject({ prompt: z.string() }).safeParse(body);
  return found.success ? found.data.prompt : null;
}
