import type { costFaults } from '../../../runcomfy/switches/costFaults.ts';
import { home, outOfReach, type Rows } from '../ending.ts';

export const costRows: Rows<typeof costFaults> = {
  'cost-late': { result: home },
  'cost-null': { result: home },
  'cost-string': { result: home },
  'cost-negative': { result: home },
  'cost-object': { result: home },
  'cost-unasked': { result: outOfReach('the cost is always asked for') },
};
