import fc from 'fast-check';
import { expect } from 'vitest';
import type { GenerationRecord } from '../../src/records/generationRecord.ts';
import { parseRecord, writtenRecord } from '../../src/records/recordFile.ts';
import { anyRecord } from '../unit/records/anyRecord.ts';
import { anyJson, anyPath, withChange } from './json.ts';
import { law } from './law.ts';
import { anyText } from './texts.ts';

const keys = [
  'version',
  'id',
  'createdAt',
  'order',
  'state',
  'step',
  'delivery',
  'kind',
  'place',
  'request',
  'saved',
];

/** What all that read records rely on. */
function isSound(record: GenerationRecord): void {
  expect(record.id).toMatch(/^[A-Za-z0-9-]+$/);
  expect(new Date(record.createdAt).toISOString()).toMatch(/Z$/);
  if (record.state.step === 'stored') {
    expect(
      record.state.pictures.every(({ path }) => path === null || /^pictures\/[^/\\.]+\.[a-z]+$/.test(path)),
    ).toBe(true);
  }
  expect(parseRecord(writtenRecord(record))).toEqual({ outcome: 'read', record });
}

function check(bytes: Uint8Array): void {
  const read = parseRecord(bytes);
  if (read.outcome === 'read') {
    isSound(read.record);
  }
}

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  anyText.map((text) => Buffer.from(text)),
  anyJson(keys).map((value) => Buffer.from(JSON.stringify(value))),
);

law('any file is read, left to a newer version, or damaged', 500, anyBytes, check);

law(
  'a record with a part changed is damaged, or whole',
  400,
  fc.tuple(
    anyRecord,
    anyPath,
    fc.oneof(anyJson(keys), fc.constantFrom(undefined, -1, 0.5, '', '../a', '2026-02-30T00:00:00Z')),
  ),
  ([record, path, part]) => {
    check(Buffer.from(JSON.stringify(withChange(record, path, part))));
  },
);

law(
  'a record with its bytes cut or changed is damaged, or whole',
  400,
  fc.tuple(anyRecord, fc.nat(), fc.nat({ max: 255 })),
  ([record, at, value]) => {
    const bytes = Uint8Array.from(writtenRecord(record));
    expect(parseRecord(bytes.subarray(0, at % bytes.length)).outcome).toBe('damaged');
    bytes[at % bytes.length] = value;
    check(bytes);
  },
);

law(
  'a record of a newer version is left to it, whatever it has become',
  250,
  fc.tuple(anyRecord, fc.integer({ min: 3 }), anyPath, anyJson(keys)),
  ([record, version, path, part]) => {
    const changed = withChange(record, path, part);
    const newer =
      typeof changed === 'object' && !Array.isArray(changed) ? { ...changed, version } : { version };
    expect(parseRecord(Buffer.from(JSON.stringify(newer)))).toEqual({ outcome: 'newer' });
  },
);
