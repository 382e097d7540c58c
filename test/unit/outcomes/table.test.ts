import { expect, test } from 'vitest';
import { switchIds } from '../../runcomfy/switches.ts';
import { endpointsOf, rowOf } from './table.ts';

test.each(switchIds)('%s has a cell for each endpoint of a job that it reaches, and no other', (id) => {
  expect(Object.keys(rowOf(id) ?? {}).toSorted()).toEqual(endpointsOf(id).toSorted());
});
