import * as vscode from 'vscode';
import { clearApiToken } from './commands/clearApiToken.ts';
import { GenerateAndInsert } from './commands/generateAndInsert.ts';
import { setApiToken } from './commands/setApiToken.ts';
import { failable } from './failable.ts';
import { Generations } from './generations.ts';
import { goOn } from './goOn.ts';
import type { Log } from './log.ts';
import { createServices } from './services.ts';

/** Everything behind the commands. It is loaded when the first of them runs, or when something is left to go on. */
export interface Application {
  generateAndInsert(): Promise<void>;
  setApiToken(): Promise<void>;
  clearApiToken(): Promise<void>;
  goOn(): Promise<void>;
  /** Resolves when the window may close. */
  suspend(): Promise<void>;
}

export function createApplication(context: vscode.ExtensionContext, log: Log): Application {
  const services = createServices(context, log);
  const generations = new Generations(services);
  const generateAndInsert = new GenerateAndInsert(services, generations);
  const goOnNow = (): Promise<void> => failable(log, 'Going on', () => goOn(services, generations));

  context.subscriptions.push(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        void goOnNow();
      }
    }),
  );

  return {
    generateAndInsert: () => failable(log, 'Generate Image and Insert', () => generateAndInsert.execute()),
    setApiToken: () =>
      failable(log, 'Set RunComfy API Token', async () => {
        if (await setApiToken(services)) {
          generations.askAgain();
          await goOnNow();
        }
      }),
    clearApiToken: () => failable(log, 'Remove RunComfy API Token', () => clearApiToken(services)),
    goOn: goOnNow,
    suspend: () => generations.suspend(),
  };
}
