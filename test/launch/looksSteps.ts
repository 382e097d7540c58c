import type { Counts } from './counts.ts';
import { packageStep, vscodeStep, type Stage } from './steps.ts';
import { runVitest } from './vitestRun.ts';

/** `npm run looks`: every state of the gallery in every theme and width. */
export const looksStages: readonly Stage[] = [[[packageStep, vscodeStep, { name: 'looks', run: allLooks }]]];

function allLooks(): Promise<Counts> {
  process.env['Z_IMAGE_ALL_LOOKS'] = '1';
  return runVitest('--config', 'test/e2e/vitest.config.ts', 'Looks');
}
