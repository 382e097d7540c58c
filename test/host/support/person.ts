import * as vscode from 'vscode';

type Shown = (message: string, ...rest: unknown[]) => Promise<unknown>;

const kinds = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** A person who reads every message, and answers the ones that they were told to. */
export class Person {
  readonly messages: string[] = [];
  readonly #answers: { readonly text: string; readonly button: string }[] = [];
  readonly #originals = kinds.map((kind) => [kind, vscode.window[kind]] as const);
  #heard: () => void = () => undefined;

  constructor() {
    for (const kind of kinds) {
      const shown: Shown = (message, ...rest) => Promise.resolve(this.#read(message, rest));
      Object.assign(vscode.window, { [kind]: shown });
    }
  }

  /** Presses a button of the next message that has these words. */
  answer(text: string, button: string): void {
    this.#answers.push({ text, button });
  }

  /** Waits for a message with these words, or finds it among those that came. */
  async hears(text: string): Promise<string> {
    for (;;) {
      const heard = this.messages.find((message) => message.includes(text));
      if (heard !== undefined) {
        return heard;
      }
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  leave(): void {
    for (const [kind, original] of this.#originals) {
      Object.assign(vscode.window, { [kind]: original });
    }
  }

  /** The button that is pressed, or nothing: the message is closed. */
  #read(message: string, rest: readonly unknown[]): string | undefined {
    const buttons = rest.filter((item) => typeof item === 'string');
    this.messages.push(message);
    this.#heard();
    const at = this.#answers.findIndex(({ text }) => message.includes(text));
    const answer = at < 0 ? undefined : this.#answers.splice(at, 1)[0]?.button;
    if (answer !== undefined && !buttons.includes(answer)) {
      throw new Error(`'${message}' has no button '${answer}', but ${buttons.join(', ')}`);
    }
    return answer;
  }
}
