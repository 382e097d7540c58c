import fc from 'fast-check';
import { anyText } from './texts.ts';

/** The names of properties that every object has in JavaScript. */
const innate = ['__proto__', 'constructor', 'toString', 'valueOf', 'length', 'then', 'toJSON'];

const scalar = fc.oneof(
  anyText,
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e999',
    '400004',
    'completed',
    'in_queue',
    'https://files.runcomfy.net/1.png',
  ),
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 1e308, 2 ** 53, 400_004, 404_001, 400_005),
  fc.boolean(),
  fc.constant(null),
);

/** Any value of JSON, whose objects have the given keys more often than others. */
export function anyJson(keys: readonly string[]): fc.Arbitrary<unknown> {
  const key = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...keys, ...innate) }, anyText);
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc
        .array(fc.tuple(key, tie('value')), { maxLength: 6 })
        // As a parser makes it: `__proto__` is a property of its own.
        .map((entries): unknown => JSON.parse(JSON.stringify(Object.fromEntries(entries)))),
    ),
  })).value;
}

/** A value with one part of it replaced, taken away, or put where there was none. */
export function withChange(value: unknown, path: readonly number[], part: unknown): unknown {
  const [at, ...rest] = path;
  if (at === undefined || typeof value !== 'object' || value === null) {
    return part;
  }
  const keys = Object.keys(value);
  const key = keys[at % (keys.length + 1)];
  if (key === undefined) {
    return value;
  }
  const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  const changed = withChange(Reflect.get(copy, key), rest, part);
  if (changed === undefined) {
    Reflect.deleteProperty(copy, key);
  } else {
    Reflect.set(copy, key, changed);
  }
  return copy;
}

export const anyPath = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 });
