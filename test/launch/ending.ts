import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const lastTasks = new Set<() => void>();

/**
 * Registers what must be ended or removed however this process ends. The task runs at the exit of the process,
 * so it must be synchronous. Whoever ends the thing earlier calls what is returned.
 */
export function atExit(task: () => void): () => void {
  listen();
  lastTasks.add(task);
  return () => lastTasks.delete(task);
}

export interface Folder {
  readonly path: string;
  remove(): void;
}

/** A fresh folder that is gone when this process is gone, at the latest. */
export function temporaryFolder(name: string): Folder {
  const path = mkdtempSync(join(tmpdir(), `z-image-${name}-`));
  // Processes that were killed a moment ago may still be writing.
  const removeNow = (): void => {
    rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const forget = atExit(removeNow);
  return {
    path,
    remove: () => {
      forget();
      removeNow();
    },
  };
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.once('exit', () => {
    for (const task of [...lastTasks].reverse()) task();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
