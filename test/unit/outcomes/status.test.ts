import { testOutcomes } from './outcomes.ts';

testOutcomes('status');
