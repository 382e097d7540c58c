import type { Waiting } from '../../../src/delivery/waiting.ts';
import { remember } from '../../../src/documents/keptPlace.ts';
import type { Insertion, InsertionRecord, StoredPicture } from '../../../src/records/generationRecord.ts';

export const documentUri = 'file:///w/docs/a.md';
export const folder = 'file:///w/docs/images';

export interface Order {
  readonly document: string;
  /** The words that the picture was ordered for; the first that stand in the document. */
  readonly words: string;
  readonly id?: string;
  readonly bytes?: Uint8Array;
  readonly position?: Insertion['position'];
  readonly type?: StoredPicture['type'];
  readonly fileName?: string;
  readonly embedPrompt?: boolean;
  readonly progress?: Insertion['progress'];
}

/** A stored picture that waits for its document. */
export function waitingPicture(order: Order): Waiting {
  const {
    document,
    words,
    id = order.words.replaceAll(/\W/g, ''),
    bytes = Buffer.from(`picture of ${order.words}`),
  } = order;
  const start = document.indexOf(words);
  const picture = {
    path: `${id}/1.png`,
    index: 1,
    count: 1,
    type: order.type ?? 'png',
    width: 1024,
    height: 768,
    byteLength: bytes.length,
    sha256: '0'.repeat(64),
    deletedAt: null,
  } as const;
  const record: InsertionRecord = {
    version: 1,
    id,
    createdAt: '2026-03-04T05:06:07Z',
    order: { id: 'order', index: 1, count: 1 },
    workspace: 'workspace',
    altText: words,
    apiBaseUrl: 'https://api.example.com',
    request: {
      model: 'model',
      prompt: `${words}, in ink`,
      imageSize: 'landscape_4_3',
      numInferenceSteps: 8,
      seed: 7,
      numImages: 1,
      outputFormat: 'png',
    },
    state: { step: 'stored', requestId: 'request', pictures: [picture], cost: null },
    delivery: {
      kind: 'insert',
      document: documentUri,
      base: documentUri,
      place: remember(document, { start, end: start + words.length }),
      position: order.position ?? 'after',
      folder,
      fileName: order.fileName ?? '${slug}',
      embedPrompt: order.embedPrompt ?? true,
      progress: order.progress ?? { step: 'pending' },
    },
    paused: null,
    saved: [],
    deletedAt: null,
  };
  return { record, picture, bytes };
}
