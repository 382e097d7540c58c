import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generationRecord, type GenerationRecord } from '../../src/records/generationRecord.ts';
import type { Control } from '../runcomfy/controlShapes.ts';
import { checkLedger } from '../runcomfy/ledgerCheck.ts';

/**
 * The check after every test that uses the local RunComfy: what was paid for, what was ordered, and what the records
 * say must agree. Throws with every difference.
 */
export async function checkPaid(options: {
  readonly runcomfy: Pick<Control, 'ledger' | 'log'>;
  /** Where the extension keeps its records. */
  readonly storage: string;
  /** The prompts that were ordered, as they are sent. */
  readonly ordered: readonly string[];
  /** Every job of the service must have come home. */
  readonly settled?: boolean;
}): Promise<void> {
  const { runcomfy, storage, ordered, settled = true } = options;
  const records = readRecords(storage).map(({ request, state }) => ({
    prompt: request.prompt,
    seed: request.seed,
    step: state.step,
    requestId: 'requestId' in state ? state.requestId : null,
  }));
  const differences = checkLedger({
    ledger: await runcomfy.ledger(),
    ordered: [...ordered],
    records,
    settled,
  });
  const leaks = (await runcomfy.log())
    .filter(({ port, carriedToken }) => port === 'files' && carriedToken)
    .map(({ path }) => `the token was sent to the file host: ${path}`);
  const all = [...differences, ...leaks];
  if (all.length > 0) {
    throw new Error(all.join('\n'));
  }
}

/** All records of a storage folder, open and closed, or those that are meant; one that moves to the history meanwhile is seen once. */
export function readRecords(
  storage: string,
  isMeant: (name: string) => boolean = () => true,
): GenerationRecord[] {
  const records = ['open', 'history', 'bin'].flatMap((folder) =>
    namesIn(join(storage, folder))
      .filter(isMeant)
      .flatMap((name) => recordIn(join(storage, folder, name))),
  );
  return [...new Map(records.map((record) => [record.id, record])).values()];
}

function recordIn(path: string): GenerationRecord[] {
  try {
    return [generationRecord.parse(JSON.parse(readFileSync(path, 'utf8')))];
  } catch (error) {
    if (existsSync(path)) {
      throw error;
    }
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    // Nothing was ever ordered.
    return [];
  }
}
