import * as vscode from 'vscode';

type Shown = (message: string, ...rest: unknown[]) => Promise<unknown>;

const kinds = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** A list with boxes, as far as a person sees it. */
export interface ShownPick {
  readonly title: string;
  readonly items: readonly vscode.QuickPickItem[];
  readonly selectedItems: readonly vscode.QuickPickItem[];
}

/** A person who reads every message, and answers the ones that they were told to. */
export class Person {
  readonly messages: string[] = [];
  /** The lists that they were shown. */
  readonly picks: ShownPick[] = [];
  /** What they choose of a list with boxes, before they accept it: at first, what is ticked. */
  choose: (pick: ShownPick) => readonly vscode.QuickPickItem[] = ({ selectedItems }) => selectedItems;
  readonly #answers: { readonly text: string; readonly button: string }[] = [];
  readonly #originals = kinds.map((kind) => [kind, vscode.window[kind]] as const);
  readonly #createQuickPick = vscode.window.createQuickPick;
  #heard: () => void = () => undefined;

  constructor() {
    for (const kind of kinds) {
      const shown: Shown = (message, ...rest) => Promise.resolve(this.#read(message, rest));
      Object.assign(vscode.window, { [kind]: shown });
    }
    Object.assign(vscode.window, { createQuickPick: () => this.#pick() });
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
    Object.assign(vscode.window, { createQuickPick: this.#createQuickPick });
  }

  #pick(): object {
    const accepted = new vscode.EventEmitter<void>();
    const selected = new vscode.EventEmitter<readonly vscode.QuickPickItem[]>();
    const pick = {
      title: '',
      items: [] as readonly vscode.QuickPickItem[],
      selectedItems: [] as readonly vscode.QuickPickItem[],
      onDidChangeSelection: selected.event,
      onDidAccept: accepted.event,
      onDidHide: () => undefined,
      dispose: () => undefined,
      show: () => {
        this.picks.push(pick);
        pick.selectedItems = this.choose(pick);
        selected.fire(pick.selectedItems);
      },
      // A person waits for the price.
      set busy(isBusy: boolean) {
        if (!isBusy) {
          accepted.fire();
        }
      },
    };
    return pick;
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
