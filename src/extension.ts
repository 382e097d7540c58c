import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';

/**
 * The editor begins all that waits for the end of its start in one turn. Nobody has asked us for anything then, so what
 * is ours is done in the next turn: no other extension waits for it. Who does ask us first waits for this promise.
 */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  await setImmediate();
  const { wire } = await import('./vscode/wiring.ts');
  wire(context);
}

export async function deactivate(): Promise<void> {
  const { suspend } = await import('./vscode/wiring.ts');
  await suspend();
}
