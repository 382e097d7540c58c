import * as vscode from 'vscode';

/** The log that 'Show Log' opens. No token ever stands in it, whoever wrote the line. */
export class Log implements vscode.Disposable {
  readonly #secrets = new Set<string>();
  /** Made for the first line: at each start of the editor it would take longer than all else that is done there. */
  #made: vscode.LogOutputChannel | null = null;

  get #channel(): vscode.LogOutputChannel {
    this.#made ??= vscode.window.createOutputChannel('Z-Image', { log: true });
    return this.#made;
  }

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
    this.#made?.dispose();
  }

  #redact(message: string): string {
    let redacted = message.replaceAll(/Bearer\s+[\x21-\x7e]+/gi, 'Bearer ***');
    for (const secret of this.#secrets) {
      redacted = redacted.replaceAll(secret, '***');
    }
    return redacted;
  }
}
