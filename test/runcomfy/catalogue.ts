import type { JsonObject } from './replies.ts';
import { inputSchema, inputSchemaText, modelDescription, modelId } from './specification.ts';

const category = 'text-to-image';

export function categories(): JsonObject {
  return { categories: [category] };
}

/** The model's entry. Its price is invented: no source states the real one. */
export function catalogueEntry(priceUsd: number): JsonObject {
  const schema: unknown = JSON.parse(inputSchemaText);
  return {
    model_id: modelId,
    display_name: 'Z-Image Turbo',
    description: modelDescription,
    categories: [category],
    kind: 'model',
    base_price_usd: priceUsd,
    price_unit: 'output',
    pricing_note: 'Billed for each image.',
    model_url: `https://www.runcomfy.com/models/${modelId}`,
    inputs: Object.keys(inputSchema.properties),
    required_inputs: inputSchema.required,
    input_schema: schema,
  };
}

export function catalogueList(query: URLSearchParams, priceUsd: number): JsonObject {
  const limit = Math.min(500, Math.max(1, Number(query.get('limit') ?? 50) || 50));
  const offset = Math.max(0, Number(query.get('offset') ?? 0) || 0);
  const search = (query.get('search') ?? '').toLowerCase();
  const entry = catalogueEntry(priceUsd);
  if (query.get('include_schema') !== 'true') delete entry['input_schema'];
  const found =
    `${modelId} ${modelDescription}`.toLowerCase().includes(search) &&
    (query.get('category') ?? category) === category &&
    (query.get('kind') ?? 'model') === 'model';
  const models = found ? [entry] : [];
  return { models: models.slice(offset, offset + limit), total: models.length, limit, offset };
}
