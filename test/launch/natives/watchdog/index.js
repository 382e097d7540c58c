// Takes the place of @vscode/native-watchdog, which needs a compiler: the process ends soon after its parent.
import process from 'node:process';
import { setInterval } from 'node:timers';

export function start(parent) {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
}

export function exit(code) {
  process.exit(code);
}
