import type { catalogueFaults } from '../../runcomfy/switches/catalogueFaults.ts';
import { switches, type SwitchId } from '../../runcomfy/switches.ts';
import type { JobEndpoint, Row } from './ending.ts';
import { byteRows } from './rows/byteFaults.ts';
import { cancelRows } from './rows/cancelFaults.ts';
import { costRows } from './rows/costFaults.ts';
import { headerRows, linkRows } from './rows/downloadFaults.ts';
import { readRows } from './rows/readFaults.ts';
import { refusalRows } from './rows/refusals.ts';
import { shapeRows, urlRows } from './rows/resultShapes.ts';
import { serverRows } from './rows/serverTrouble.ts';
import { wordRows } from './rows/stateWords.ts';
import { submitRows } from './rows/submitFaults.ts';
import { transportRows } from './rows/transportFaults.ts';

/** No job asks the catalogue for anything. */
type JobSwitchId = Exclude<SwitchId, keyof typeof catalogueFaults>;

/** How a whole job ends under each switch, wherever on its way the switch fires. A row that is missing is a fault of types. */
const table: Readonly<Record<JobSwitchId, Row>> = {
  ...transportRows,
  ...refusalRows,
  ...serverRows,
  ...submitRows,
  ...wordRows,
  ...readRows,
  ...costRows,
  ...cancelRows,
  ...shapeRows,
  ...urlRows,
  ...linkRows,
  ...headerRows,
  ...byteRows,
};

export function endpointsOf(id: SwitchId): JobEndpoint[] {
  return switches[id].endpoints.filter((endpoint) => endpoint !== 'catalogue');
}

export function rowOf(id: SwitchId): Row | undefined {
  return Object.entries(table).find(([each]) => each === id)?.[1];
}
