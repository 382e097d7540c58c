import * as vscode from 'vscode';
import { isLoopback } from '../runcomfy/hosts.ts';
import { normalizeToken } from '../runcomfy/token.ts';
import type { Log } from './log.ts';

const environmentVariables = ['RUNCOMFY_API_TOKEN', 'RUNCOMFY_TOKEN'] as const;

/**
 * The tokens, each for the API origin that it was entered for, and for no other: a changed address must not carry
 * the old address's token to a new host.
 */
export class Tokens {
  readonly #secrets: vscode.SecretStorage;
  readonly #log: Log;

  constructor(secrets: vscode.SecretStorage, log: Log) {
    this.#secrets = secrets;
    this.#log = log;
  }

  /** Calls when a token was stored or removed, in this window or another. */
  get onDidChange(): vscode.Event<unknown> {
    return this.#secrets.onDidChange;
  }

  /** The stored token, else the environment's; null where there is none. */
  async get(apiBaseUrl: URL): Promise<string | null> {
    const token = (await this.#secrets.get(keyFor(apiBaseUrl))) ?? fromEnvironment(apiBaseUrl);
    if (token !== null) {
      this.#log.hide(token);
    }
    return token;
  }

  async store(apiBaseUrl: URL, token: string): Promise<void> {
    this.#log.hide(token);
    await this.#secrets.store(keyFor(apiBaseUrl), token);
  }

  /** What is left: nothing, or the environment's token. */
  async clear(apiBaseUrl: URL): Promise<{ readonly environmentRemains: boolean }> {
    await this.#secrets.delete(keyFor(apiBaseUrl));
    return { environmentRemains: fromEnvironment(apiBaseUrl) !== null };
  }

  async isStored(apiBaseUrl: URL): Promise<boolean> {
    return (await this.#secrets.get(keyFor(apiBaseUrl))) !== undefined;
  }
}

function keyFor(apiBaseUrl: URL): string {
  return `zImage.apiToken ${apiBaseUrl.origin}`;
}

/** A token of the environment was made for RunComfy: its own hosts, or a stand-in on this machine. */
function fromEnvironment(apiBaseUrl: URL): string | null {
  if (!/(?:^|\.)runcomfy\.(?:net|com)$/.test(apiBaseUrl.hostname) && !isLoopback(apiBaseUrl)) {
    return null;
  }
  for (const name of environmentVariables) {
    const token = normalizeToken(process.env[name] ?? '');
    if (token !== null) {
      return token;
    }
  }
  return null;
}
