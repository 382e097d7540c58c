import fc from 'fast-check';
import { expect } from 'vitest';
import { everything } from '../../src/history/matches.ts';
import { parseIntent } from '../../src/vscode/gallery/intent.ts';
import { anyJson, anyPath, withChange } from './json.ts';
import { law } from './law.ts';

const keys = [
  'type',
  'query',
  'timeZone',
  'range',
  'how',
  'isWanted',
  'what',
  'action',
  'generation',
  'index',
  'worked',
  'isThumbnail',
  'bytes',
];
const generation = 'a-1';
const real = [
  { type: 'ready', query: everything, timeZone: 'UTC' },
  { type: 'find', query: { ...everything, text: 'fox' } },
  { type: 'job', action: 'cancel', generation },
  { type: 'picture', action: 'save', generation, index: 1 },
  { type: 'several', action: 'copyLinks' },
  { type: 'select', how: 'toggle', generation, index: 1 },
  { type: 'selectAll', isWanted: true },
  { type: 'viewPicture', generation, index: 1 },
  { type: 'view', what: 'nothing' },
  { type: 'gallery', action: 'generate' },
  { type: 'look', range: { first: 3, end: 9 } },
  { type: 'unloadable', generation, index: 1, isThumbnail: true },
  { type: 'thumbnail', generation, index: 1, bytes: new Uint8Array(2) },
  { type: 'copied', generation, index: 2, worked: true },
];
const actions =
  /^(?:addCredit|cancel|copyLinks?|delete|discard|dismiss|export|fetchAgain|generate|generateAgain|insert|keepWaiting|open|openRunComfy|openSaved|putBack|remove|replace|save|saveAll|saveAs|sendNow|setToken|showLog|star|submitAgain|tryAgain|undoDelete|unstar)$/;

/** What the editor carries from a page may be more than JSON. */
const strange = fc.constantFrom<unknown>(
  undefined,
  Number.NaN,
  10n,
  new Date(0),
  new Map(),
  new Uint8Array(3),
  /a/,
);
const anyMessage = fc.oneof(
  anyJson(keys),
  strange,
  fc
    .tuple(
      fc.constantFrom(...real),
      anyPath,
      fc.oneof(anyJson(keys), strange, fc.constantFrom('save', 'cancel', '../a', 0)),
    )
    .map(([message, path, part]) => withChange(message, path, part)),
);

law(
  'a message of a page is one of the intents, with nothing else in it, or none',
  1000,
  anyMessage,
  (message) => {
    const intent = parseIntent(message);
    if (intent === null) {
      return;
    }
    expect(Object.keys(intent).every((key) => keys.includes(key))).toBe(true);
    expect(real.map(({ type }) => type)).toContain(intent.type);
    expect('generation' in intent ? intent.generation : generation).toMatch(/^[A-Za-z0-9-]+$/);
    expect('index' in intent ? intent.index : 1).toBeGreaterThan(0);
    expect('action' in intent ? intent.action : 'save').toMatch(actions);
  },
);

law('every intent of our own page is understood', 20, fc.constantFrom(...real), (message) => {
  expect(parseIntent(message)).toEqual(message);
});
