import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GenerationRecord, GenerationState } from '../../../src/records/generationRecord.ts';
import { problemsOf } from '../../chaos/sequences/laws.ts';
import { Page } from '../../chaos/sequences/pages.ts';
import type { Seen, SeenPicture } from '../../chaos/sequences/seen.ts';
import { temporaryFolder, type Folder } from '../../launch/ending.ts';
import type { LedgerEntry, LogEntry } from '../../runcomfy/controlShapes.ts';
import type { JobState } from '../../runcomfy/job.ts';
import { sampleRecord, storedPicture } from '../records/sampleRecord.ts';

const prompt = 'Lighthouse 1-1-1';
const hash = storedPicture.sha256;
const picture: SeenPicture = { file: '/w/images/a.png', isWhole: true, sha256: hash };
const stored: GenerationState = { step: 'stored', requestId: 'job-1', pictures: [storedPicture], cost: null };
const failure = { kind: 'connectionLost' } as const;

let folder: Folder;
let page: Page;

beforeEach(() => {
  folder = temporaryFolder('laws');
  page = new Page(folder.path, '1-1');
  page.take(1);
});

afterEach(() => {
  folder.remove();
});

/** One order that went well: paid, stored, linked, and nothing said. */
function well(changes: Partial<Seen> = {}): Seen {
  return {
    orders: [{ command: 'insert', page, prompts: [prompt], excuse: null }],
    pressed: new Map(),
    happened: new Map(),
    interrupted: new Map(),
    records: [record(stored, true)],
    open: new Set(['one']),
    ledger: [job('job-1', 'completed')],
    log: [],
    pages: [
      { page, text: page.text.replace(prompt, `${prompt}\n\n![${prompt}](images/a.png)`), links: [picture] },
    ],
    saved: [picture],
    stored: [picture],
    said: [],
    heard: new Set(),
    claims: [],
    ...changes,
  };
}

function record(state: GenerationState, isDone = false, id = 'one'): GenerationRecord {
  const sample = sampleRecord({ id, state });
  const { request, delivery } = sample;
  return {
    ...sample,
    altText: prompt,
    request: { ...request, prompt, seed: 7 },
    delivery:
      delivery.kind === 'insert' && isDone
        ? { ...delivery, progress: { step: 'done', picture: 'file:///w/images/a.png' } }
        : delivery,
  };
}

function job(requestId: string, ...states: readonly JobState[]): LedgerEntry {
  const at = '2026-03-04T05:06:07.000Z';
  return {
    requestId,
    account: 'local',
    model: 'model',
    input: { prompt, seed: 7 },
    acceptedAt: at,
    history: states.map((state) => ({ state, at })),
    answer: 'sent',
    answerStatus: 200,
  };
}

function without(changes: Partial<Seen>): Partial<Seen> {
  return { pages: [{ page, text: page.text, links: [] }], saved: [], stored: [], ...changes };
}

const submitFault = { prompt, endpoint: 'submit', fired: 'answer-lost', port: 'api', carriedToken: true };

describe('The judge of the sequences in the real extension host', () => {
  test('finds nothing where all is well', () => {
    expect(problemsOf(well())).toEqual([]);
  });

  test('takes an unknown outcome that has its reason and is told', () => {
    const unknown = without({
      records: [record({ step: 'unknown', failure })],
      log: [submitFault as LogEntry],
      said: [
        `“${prompt}”: The connection to RunComfy broke. It is not known whether RunComfy received the request; …`,
      ],
    });
    expect(problemsOf(well(unknown))).toEqual([]);
  });

  const broken: readonly (readonly [string, RegExp, () => Partial<Seen>])[] = [
    [
      'a second payment',
      /paid 2 times for 1 presses/,
      () => ({ ledger: [job('job-1', 'completed'), job('job-2', 'completed')] }),
    ],
    ['a payment that no record has', /nobody ordered|there is no record/, () => without({ records: [] })],
    ['an order that vanished', /there is no record/, () => without({ records: [], ledger: [] })],
    [
      'a job that is left',
      /is left as accepted/,
      () => without({ records: [record({ step: 'accepted', requestId: 'job-1', acceptedAt: '' })] }),
    ],
    [
      'a finished job that is said to have failed',
      /is lost/,
      () => without({ records: [record({ step: 'failed', requestId: 'job-1', failure })] }),
    ],
    [
      'a finished job that is said to be cancelled',
      /is lost/,
      () => without({ records: [record({ step: 'cancelled', requestId: 'job-1' })] }),
    ],
    [
      'a paid job that is said to be refused',
      /says 'rejected'/,
      () => without({ records: [record({ step: 'rejected', failure })] }),
    ],
    [
      'an unknown outcome without a reason',
      /unknown for no reason/,
      () => without({ records: [record({ step: 'unknown', failure })] }),
    ],
    [
      'an unknown outcome that nobody is told',
      /not told/,
      () => without({ records: [record({ step: 'unknown', failure })], log: [submitFault as LogEntry] }),
    ],
    [
      'an unknown outcome that nobody decided, and that is put away',
      /put away by nobody/,
      () =>
        without({
          records: [record({ step: 'unknown', failure })],
          log: [submitFault as LogEntry],
          open: new Set(),
        }),
    ],
    ['a picture that is stored nowhere', /not in the store/, () => ({ stored: [] })],
    ['half a picture in the store', /not in the store/, () => ({ stored: [{ ...picture, isWhole: false }] })],
    [
      'a picture that was not inserted',
      /neither inserted nor offered/,
      () => without({ stored: [picture], records: [record(stored)] }),
    ],
    [
      'an insertion that is not there',
      /is said to be inserted/,
      () => ({ pages: [{ page, text: page.text, links: [] }] }),
    ],
    [
      'a picture that is linked twice',
      /is linked 2 times/,
      () => ({ pages: [{ page, text: page.text, links: [picture, picture] }] }),
    ],
    [
      'half a file of the person’s',
      /half a file/,
      () => ({ saved: [picture, { ...picture, file: '/w/images/b.png', isWhole: false, sha256: '1' }] }),
    ],
    [
      'a picture that is saved twice',
      /saved twice/,
      () => ({ saved: [picture, { ...picture, file: '/w/images/b.png' }] }),
    ],
    [
      'words of the person’s that are gone',
      /words are changed/,
      () => ({ pages: [{ page, text: '# Notes', links: [picture] }] }),
    ],
    ['a claim that is held for ever', /still held/, () => ({ claims: ['one.1'] })],
    [
      'a cancellation that was none',
      /said to be cancelled/,
      () => ({ heard: new Set(['Generation cancelled.']) }),
    ],
    [
      'a paid job of which it is said that nothing was paid',
      /is paid, and/,
      () => ({ said: [`“${prompt}”: It was not sent before VS Code was closed. Nothing was paid.`] }),
    ],
    [
      'what was sent by itself after a restart',
      /sent by itself/,
      () => ({ interrupted: new Map([['one', 'intended']]) }),
    ],
    [
      'what was being sent when its host died, and was sent again',
      /was being sent/,
      () => ({ interrupted: new Map([['one', 'submitting']]) }),
    ],
    [
      'the token at the file host',
      /token was sent/,
      () => ({ log: [{ ...submitFault, port: 'files', path: '/a' } as LogEntry] }),
    ],
  ];
  test.each(broken)('finds %s', (_, problem, changes) => {
    expect(problemsOf(well(changes())).join('\n')).toMatch(problem);
  });
});
