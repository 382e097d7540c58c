import { byteFaults } from './switches/byteFaults.ts';
import { cancelFaults } from './switches/cancelFaults.ts';
import { catalogueFaults } from './switches/catalogueFaults.ts';
import { costFaults } from './switches/costFaults.ts';
import { headerFaults, linkFaults } from './switches/downloadFaults.ts';
import { readFaults } from './switches/readFaults.ts';
import { refusals } from './switches/refusals.ts';
import { resultShapes, resultUrls } from './switches/resultShapes.ts';
import { serverTrouble } from './switches/serverTrouble.ts';
import { stateWords } from './switches/stateWords.ts';
import { submitFaults } from './switches/submitFaults.ts';
import type { Switch } from './switches/switch.ts';
import { transportFaults } from './switches/transportFaults.ts';

/** Every deviation and fault that the local RunComfy can show, by its id. */
const all = {
  ...transportFaults,
  ...refusals,
  ...serverTrouble,
  ...submitFaults,
  ...stateWords,
  ...readFaults,
  ...costFaults,
  ...cancelFaults,
  ...resultShapes,
  ...resultUrls,
  ...linkFaults,
  ...headerFaults,
  ...byteFaults,
  ...catalogueFaults,
};

export type SwitchId = keyof typeof all;

export const switches: Readonly<Record<SwitchId, Switch>> = all;

export const switchIds = Object.keys(switches) as [SwitchId, ...SwitchId[]];
