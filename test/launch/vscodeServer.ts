import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './ending.ts';
import type { Folder } from './ending.ts';
import { currentVscode } from './hosts.ts';
import type { VscodeVersion } from './hosts.ts';
import { installHost } from './install.ts';
import { run } from './processes.ts';
import { startUntil } from './ready.ts';
import { writeUserSettings } from './userSettings.ts';
import type { Settings } from './userSettings.ts';

export interface VscodeServerOptions {
  readonly version?: VscodeVersion;
  /** The packaged extension. */
  readonly vsix: string;
  /** Other packaged extensions beside it. */
  readonly alongside?: readonly string[];
  /** A folder or a .code-workspace file; without it the window is empty. */
  readonly workspace?: string;
  readonly settings?: Settings;
  /** What the server, and with it the extension, finds in its environment besides ours. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A file that it finds in the place of /etc/hosts. Only root on Linux can have that. */
  readonly hostsFile?: string;
  /** False opens windows in Restricted Mode. */
  readonly trusted?: boolean;
  /** A folder for all that this VS Code keeps, left for a later start; else a fresh one that is removed. */
  readonly data?: string;
}

/** What a window shows: a folder or a .code-workspace file, or none; and a file that is open. */
export interface WindowContent {
  readonly workspace?: string | undefined;
  readonly file?: string;
}

export interface VscodeServer {
  /** The address of a window on the workspace. */
  readonly url: string;
  urlOf(content: WindowContent): string;
  readonly data: string;
  readonly userData: string;
  /** Where the extension keeps its own files. */
  readonly globalStorage: string;
  readonly logs: string;
  stop(): Promise<void>;
}

/** A VS Code with our extension installed, as a person has it, waiting for a browser. */
export async function startVscodeServer(options: VscodeServerOptions): Promise<VscodeServer> {
  const host = await installHost(options.version ?? currentVscode);
  const data: Folder =
    options.data === undefined ? temporaryFolder('vscode') : { path: options.data, remove: () => undefined };
  const userData = join(data.path, 'user-data');
  const environment = { ...environmentOutsideVscode(), ...options.environment };
  try {
    writeUserSettings(userData, options.settings ?? {}, options.trusted ?? true);
    const entry = [
      ...['--import', join(import.meta.dirname, 'endWithParent.ts')],
      host.entry,
      ...places(data.path),
    ];
    const extensions = [options.vsix, ...(options.alongside ?? [])];
    const installs = extensions.flatMap((vsix) => ['--install-extension', vsix]);
    await run(host.node, [...entry, ...installs], { environment });
    const flags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check'];
    const [program, ...first] = withHosts(options.hostsFile, host.node);
    const server = await startUntil(
      /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/,
      program,
      [...first, ...entry, ...flags, '--bind-addr', `127.0.0.1:${portOf(data.path)}`],
      { environment },
    );
    const port = server.match[1]!;
    writeFileSync(portFile(data.path), port);
    const authority = `127.0.0.1:${port}`;
    const urlOf = (content: WindowContent): string =>
      `http://${authority}/?${windowQuery(authority, content).toString()}`;
    return {
      url: urlOf({ workspace: options.workspace }),
      urlOf,
      data: data.path,
      userData,
      globalStorage: join(userData, 'User', 'globalStorage', 'zimage.z-image'),
      logs: join(userData, 'logs'),
      stop: async () => {
        await server.process.stop();
        data.remove();
      },
    };
  } catch (error) {
    data.remove();
    throw error;
  }
}

/** The command for a program that sees another /etc/hosts than the rest of the machine does. */
function withHosts(hostsFile: string | undefined, program: string): readonly [string, ...string[]] {
  return hostsFile === undefined
    ? [program]
    : ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/hosts && exec "$@"', hostsFile, program];
}

function places(data: string): string[] {
  const extensions = join(data, 'extensions');
  mkdirSync(extensions, { recursive: true });
  // Without a config file of its own it would write one into the home folder of whoever runs it.
  const config = join(data, 'code-server.yaml');
  return ['--config', config, '--user-data-dir', join(data, 'user-data'), '--extensions-dir', extensions];
}

/** What a window keeps in the browser, secrets among it, belongs to its address: a later start needs the same. */
function portOf(data: string): string {
  return existsSync(portFile(data)) ? readFileSync(portFile(data), 'utf8') : '0';
}

function portFile(data: string): string {
  return join(data, 'port');
}

function windowQuery(authority: string, { workspace, file }: WindowContent): URLSearchParams {
  const query = new URLSearchParams();
  if (workspace === undefined) query.set('ew', 'true');
  else query.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  if (file !== undefined) {
    query.set('payload', JSON.stringify([['openFile', `vscode-remote://${authority}${file}`]]));
  }
  return query;
}

/** In a terminal of VS Code the environment leads back to that VS Code; and a token of the user's is not ours. */
function environmentOutsideVscode(): NodeJS.ProcessEnv {
  const notOurs = /^(VSCODE_|RUNCOMFY_|CODE_SERVER_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !notOurs.test(name)));
}
