import { testOutcomes } from './outcomes.ts';

testOutcomes('cancel');
