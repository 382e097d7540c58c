import { testOutcomes } from './outcomes.ts';

testOutcomes('submit');
