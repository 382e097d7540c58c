import { run } from './processes.ts';
import { projectFolder } from './project.ts';

/** Installs a project of its own with the npm that is at hand. No package's install script is run. */
export async function npmInstall(folder: string): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await npm(folder, ['install', '--omit=dev', '--ignore-scripts', ...quiet], environmentOfAnotherProject());
}

/** Runs one of package.json's scripts and gives what it printed. */
export function npmScript(name: string, ...scriptArguments: readonly string[]): Promise<string> {
  return npm(projectFolder, ['run', '--silent', name, '--', ...scriptArguments], process.env);
}

function npm(
  folder: string,
  npmArguments: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const program = process.env['npm_execpath'];
  if (program?.endsWith('npm-cli.js') === true) {
    return run(process.execPath, [program, ...npmArguments], { folder, environment });
  }
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/c', 'npm', ...npmArguments], { folder, environment })
    : run('npm', npmArguments, { folder, environment });
}

/** Within an npm script, npm tells its children which project they are in, and we mean another one. */
function environmentOfAnotherProject(): NodeJS.ProcessEnv {
  const ofThisProject = /^(npm_package_|npm_lifecycle_|npm_command$|npm_config_(local_)?prefix$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisProject.test(name)));
}
