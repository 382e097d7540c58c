import { l10n, window } from 'vscode';

/** A sentence and the steps that it offers; an action's id is what its button is asked for by. */
export interface Message<Action extends string = never> {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly actions: readonly { readonly id: Action; readonly title: string }[];
}

/** Shows a message; resolves with what was chosen, or null when it was closed. */
export async function show<Action extends string>(message: Message<Action>): Promise<Action | null> {
  const titles = message.actions.map(({ title }) => title);
  const shown = {
    information: window.showInformationMessage,
    warning: window.showWarningMessage,
    error: window.showErrorMessage,
  }[message.severity];
  const chosen = await shown(message.text, ...titles);
  return message.actions.find(({ title }) => title === chosen)?.id ?? null;
}

/** Names images by their prompts: “A red fox in the…”: */
export function subject(prompts: readonly string[]): string {
  const [first = ''] = prompts;
  const short = shortened(first);
  return prompts.length <= 1
    ? l10n.t({ message: '“{0}”:', args: [short], comment: ['{0} is the beginning of a prompt'] })
    : l10n.t({
        message: '“{0}” and {1} more:',
        args: [short, prompts.length - 1],
        comment: ['{0} is the beginning of a prompt'],
      });
}

/** The beginning of a prompt, on one line. */
export function shortened(prompt: string): string {
  const line = prompt.slice(0, 200).replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line;
}
