import type { GenerationRecord } from '../records/generationRecord.ts';
import type { RecordBook } from '../records/recordBook.ts';
import type { Clock } from './clock.ts';
import type { ImageService } from './service.ts';
import { costWaits } from './waits.ts';

interface CostTools {
  readonly book: RecordBook;
  readonly service: Pick<ImageService, 'readResult'>;
  readonly clock: Clock;
}

/** The service may tell late what a finished job cost: it is asked twice more, and what it says is put down. */
export async function settleCost(
  { id, state }: GenerationRecord,
  { book, service, clock }: CostTools,
  signal: AbortSignal,
): Promise<void> {
  if (state.step !== 'stored' || state.cost !== null) {
    return;
  }
  for (const wait of costWaits) {
    await clock.wait(wait, signal);
    const cost = signal.aborted ? null : await costOf(state.requestId, service, signal);
    if (cost !== null) {
      await book.update(id, (record) =>
        record.state.step === 'stored' ? { ...record, state: { ...record.state, cost } } : record,
      );
      return;
    }
  }
}

async function costOf(
  requestId: string,
  service: Pick<ImageService, 'readResult'>,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const reading = await service.readResult(requestId, signal);
    return reading.state === 'succeeded' ? reading.cost : null;
  } catch (error) {
    if (signal.aborted) {
      return null;
    }
    throw error;
  }
}
