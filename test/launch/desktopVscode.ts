import { connect } from 'node:net';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { cacheFolder } from './cache.ts';
import type { VscodeVersion } from './hosts.ts';

const downloads = 'update.code.visualstudio.com';
const patience = 1500;

/** The program of the desktop VS Code, where it can be had and shown. */
export async function desktopVscode(version: VscodeVersion): Promise<string | undefined> {
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (!hasDisplay || !(await isReachable(downloads))) return undefined;
  try {
    const cachePath = join(cacheFolder(), 'desktop');
    return await downloadAndUnzipVSCode({ version, cachePath, reporter: new SilentReporter() });
  } catch (error) {
    console.log(
      `The desktop VS Code ${version} could not be fetched (${String(error)}); the server one is used.`,
    );
    return undefined;
  }
}

/** The downloader itself would try for minutes. */
function isReachable(host: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port: 443, timeout: patience });
  const answer = (reached: boolean) => () => {
    socket.destroy();
    resolve(reached);
  };
  socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  return promise;
}
