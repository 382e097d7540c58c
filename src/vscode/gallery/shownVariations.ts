import * as vscode from 'vscode';
import { picturesOf } from '../../history/entries.ts';
import type { AxisValue, VariationGrid } from '../../history/variations.ts';
import type { VariationCell, ViewedVariations } from '../../protocol.ts';
import type { GenerationRecord } from '../../records/generationRecord.ts';
import { seedText, sizeText, stepsText } from '../words/options.ts';
import { failedMatter, openMatter, runningJob, type JobSurroundings } from './shownJobs.ts';
import { shownPicture, type PictureSurroundings } from './shownPicture.ts';

type Surroundings = PictureSurroundings & JobSurroundings;

/** The grid as the page shows it: pictures, and what is known of those that are none yet. */
export function shownVariations(
  { prompt, columns, rows, cells }: VariationGrid,
  surroundings: Surroundings,
): ViewedVariations {
  return {
    kind: 'variations',
    prompt,
    columns: columns.map(axisText),
    rows: rows.map((row, down) => ({
      title: axisText(row),
      cells: columns.map((column, across) => ({
        key: `${down} ${across}`,
        title: axisText({ ...row, ...column }),
        ...cellOf(cells[down]?.[across] ?? null, surroundings),
      })),
    })),
  };
}

function cellOf(
  record: GenerationRecord | null,
  surroundings: Surroundings,
): Pick<VariationCell, 'picture' | 'state'> {
  const [entry] = record === null ? [] : picturesOf(record);
  return entry === undefined
    ? { picture: null, state: record === null ? gone() : stateOf(record, surroundings) }
    : { picture: shownPicture(entry, surroundings), state: '' };
}

function stateOf(record: GenerationRecord, surroundings: JobSurroundings): string {
  const phase = surroundings.phaseOf(record.id);
  const [failed] = failedMatter(record);
  return (
    runningJob(record, surroundings)?.state ??
    openMatter(record, phase)?.sentence ??
    failed?.sentence ??
    (record.state.step === 'cancelled' ? vscode.l10n.t('Cancelled.') : gone())
  );
}

function gone(): string {
  return vscode.l10n.t('No image.');
}

function axisText({ seed, imageSize, numInferenceSteps }: AxisValue): string {
  return [
    ...(imageSize === undefined ? [] : [sizeText(imageSize)]),
    ...(numInferenceSteps === undefined ? [] : [stepsText(numInferenceSteps)]),
    ...(seed === undefined ? [] : [seedText(seed)]),
  ].join(' · ');
}
