import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** Everything here is read out of the specification's own text, so that the service cannot drift from it. */
export const specificationText = readFileSync(new URL('specification.txt', import.meta.url), 'utf8');

const fieldSchema = z.looseObject({
  title: z.string(),
  type: z.enum(['string', 'integer']),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.union([z.string(), z.number()]),
});

const inputSchemaSchema = z.looseObject({
  type: z.literal('object'),
  required: z.array(z.string()),
  properties: z.record(z.string(), fieldSchema),
});

export type FieldSchema = z.infer<typeof fieldSchema>;

function textBetween(start: string, end: string | undefined): string {
  const from = specificationText.indexOf(`\n${start}\n`);
  const to = end === undefined ? specificationText.length : specificationText.indexOf(`\n${end}\n`);
  if (from < 0 || to < 0)
    throw new Error(`The specification has no part '${start}' before '${end ?? 'its end'}'`);
  return specificationText.slice(from + start.length + 2, to);
}

export const inputSchemaText = textBetween('Input schema', 'Output schema');
export const outputSchemaText = textBetween('Output schema', undefined);
export const inputSchema = inputSchemaSchema.parse(JSON.parse(inputSchemaText));

const lines = specificationText.split('\n');
export const modelId = lines[0]!.trim();
export const modelDescription = lines[2]!.trim();
