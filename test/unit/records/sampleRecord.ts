import type {
  Delivery,
  GenerationRecord,
  GenerationState,
  StoredPicture,
} from '../../../src/records/generationRecord.ts';

interface Sample {
  readonly id?: string;
  readonly state?: GenerationState;
  readonly numImages?: number;
  readonly delivery?: Delivery;
}

const acceptedAt = '2026-03-04T05:06:07.000Z';
export const failure = { kind: 'serviceFailure' } as const;

export const storedPicture: StoredPicture = {
  path: 'pictures/sample-1.png',
  index: 1,
  count: 1,
  type: 'png',
  width: 1024,
  height: 768,
  byteLength: 1_500_000,
  sha256: '0'.repeat(64),
  deletedAt: null,
};

/** One state of each step. */
export const states = [
  { step: 'intended' },
  { step: 'submitting' },
  { step: 'accepted', requestId: 'job-1', acceptedAt },
  {
    step: 'finished',
    requestId: 'job-1',
    pictureUrls: ['https://files.example.com/job-1/1.png'],
    cost: null,
  },
  { step: 'stored', requestId: 'job-1', pictures: [storedPicture], cost: 0.0025 },
  { step: 'rejected', failure },
  { step: 'unknown', failure },
  { step: 'failed', requestId: 'job-1', failure },
  { step: 'cancelled', requestId: 'job-1' },
  { step: 'cancelled', requestId: null },
] as const satisfies readonly unknown[] as readonly GenerationState[];

export const showing: Delivery = { kind: 'show', document: null };

const inserting: Delivery = {
  kind: 'insert',
  document: 'file:///w/docs/a.md',
  base: 'file:///w/docs/a.md',
  place: { start: 0, end: 17, text: 'A red fox in snow', before: '', after: '.\n' },
  position: 'after',
  folder: 'file:///w/docs/images',
  fileName: '${slug}',
  embedPrompt: true,
  progress: { step: 'pending' },
};

/** A record as an order makes it. */
export function sampleRecord({
  id = 'sample',
  state = { step: 'intended' },
  numImages = 1,
  delivery = inserting,
}: Sample = {}): GenerationRecord {
  return {
    version: 1,
    id,
    createdAt: '2026-03-04T05:06:07Z',
    order: { id: 'order', index: 1, count: 1 },
    workspace: 'workspace',
    altText: 'A red fox in snow',
    apiBaseUrl: 'https://api.example.com',
    request: {
      model: 'model',
      prompt: 'A red fox in snow, in ink',
      imageSize: 'landscape_4_3',
      numInferenceSteps: 8,
      seed: 7,
      numImages,
      outputFormat: 'png',
    },
    state,
    delivery,
    paused: null,
    saved: [],
    deletedAt: null,
  };
}
