import { testOutcomes } from './outcomes.ts';

testOutcomes('result');
