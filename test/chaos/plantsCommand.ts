// `node test/chaos/plantsCommand.ts [--only words]`
import { parseArgs } from 'node:util';
import { findPlants } from './findPlants.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const counts = await findPlants((line) => {
  console.log(line);
}, values.only);
process.exit(counts.failed > 0 ? 1 : 0);
