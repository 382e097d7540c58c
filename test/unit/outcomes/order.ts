import { modelId } from '../../../src/models/zImageTurbo.ts';
import { recordVersion, type GenerationRecord } from '../../../src/records/generationRecord.ts';

/** The record of an order that has not begun. */
export function orderOf(numImages: number): GenerationRecord {
  const prompt = 'a small red house';
  const page = 'file:///folder/page.md';
  return {
    version: recordVersion,
    id: 'the-order',
    createdAt: '2026-01-01T00:00:00.000Z',
    order: { id: 'order', index: 1, count: 1 },
    workspace: 'workspace',
    altText: prompt,
    apiBaseUrl: 'http://127.0.0.1',
    request: {
      model: modelId,
      prompt,
      imageSize: 'square',
      numInferenceSteps: 8,
      seed: 7,
      numImages,
      outputFormat: 'png',
    },
    state: { step: 'intended' },
    delivery: {
      kind: 'insert',
      document: page,
      base: page,
      place: { start: 0, end: 0, text: '', before: '', after: '' },
      position: 'after',
      folder: 'file:///folder/images',
      fileName: '${slug}',
      embedPrompt: true,
      progress: { step: 'pending' },
    },
    paused: null,
    saved: [],
    deletedAt: null,
  };
}
