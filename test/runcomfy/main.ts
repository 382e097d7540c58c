import { parseArgs } from 'node:util';
import { defaultConfiguration, localToken, startLocalRunComfy } from './server.ts';

const usage = `The local RunComfy: the service on this machine, for nothing.

  --port, --files-port, --control-port   ports of 127.0.0.1 (default: a free one)
  --token NAME=TOKEN                     an account and its token; may be repeated (default: local=${localToken})
  --workers N                            how many jobs run at once (default: ${defaultConfiguration.workers})
  --typical MILLISECONDS                 how long a job typically takes (default: ${defaultConfiguration.durations.typicalMilliseconds})
  --cold-start-share SHARE               the share of jobs that wait for a machine, from 0 to 1
  --seed N                               of the durations
  --help`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'files-port': { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    token: { type: 'string', multiple: true, default: [`local=${localToken}`] },
    workers: { type: 'string', default: String(defaultConfiguration.workers) },
    typical: { type: 'string', default: String(defaultConfiguration.durations.typicalMilliseconds) },
    'cold-start-share': { type: 'string', default: String(defaultConfiguration.durations.coldStartShare) },
    seed: { type: 'string', default: String(defaultConfiguration.seed) },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else await run();

async function run(): Promise<void> {
  const service = await startLocalRunComfy({
    port: number('port', values.port),
    filesPort: number('files-port', values['files-port']),
    controlPort: number('control-port', values['control-port']),
    tokens: Object.fromEntries(values.token.map(account)),
    workers: number('workers', values.workers),
    durations: {
      ...defaultConfiguration.durations,
      typicalMilliseconds: number('typical', values.typical),
      coldStartShare: number('cold-start-share', values['cold-start-share']),
    },
    seed: number('seed', values.seed),
  });
  console.log(`The local RunComfy runs. Nothing here costs anything.
  API      ${service.apiUrl}
  files    ${service.filesUrl}
  control  ${service.controlUrl}
  token    ${service.token}
Press Ctrl+C to end it.`);
  const end = (): void => {
    void service.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function number(flag: string, value: string): number {
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed) || parsed < 0) {
    throw new Error(`--${flag} needs a number, not '${value}'`);
  }
  return parsed;
}

function account(pair: string): [string, string] {
  const [, name, token] = /^([^=]+)=(\S+)$/u.exec(pair) ?? [];
  if (name === undefined || token === undefined) throw new Error('--token needs NAME=TOKEN');
  return [name, token];
}
