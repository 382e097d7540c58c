import * as vscode from 'vscode';

/** The log that 'Show Log' opens. No token ever stands in it, whoever wrote the line. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Z-Image', { log: true });
  readonly #secrets = new Set<string>();

  /** From now on this text is left out of every line. */
  hide(secret: string): void {
    this.#secrets.add(secret);
  }

  info(message: string): void {
    this.#channel.info(this.#redact(message));
  }

  warn(message: string): void {
    this.#channel.warn(this.#redact(message));
  }

  error(message: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#channel.error(this.#redact(`${message}: ${detail}`));
  }

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#channel.dispose();
  }

  #redact(message: string): string {
    let redacted = message.replaceAll(/Bearer\s+[\x21-\x7e]+/gi, 'Bearer ***');
    for (const secret of this.#secrets) {
      redacted = redacted.replaceAll(secret, '***');
    }
    return redacted;
  }
}
