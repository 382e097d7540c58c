import { testOutcomes } from './outcomes.ts';

testOutcomes('download');
