import * as vscode from 'vscode';

export interface PromptPickOptions {
  /** Stands in the box at first, to be edited. */
  readonly proposal: string;
  /** What is known at this moment. */
  readonly known: () => PromptPickKnowledge;
  /** Resolves when more is known: the box is there at once, and does not wait for it. */
  readonly more: Promise<unknown>;
}

interface PromptPickKnowledge {
  readonly recent: readonly string[];
  /** What the run will be, and about what it costs. */
  readonly summary: string;
}

export type PromptPicked =
  | { readonly next: 'generate'; readonly prompt: string }
  | { readonly next: 'options'; readonly prompt: string };

interface Item extends vscode.QuickPickItem {
  readonly does: 'generate' | 'options' | 'fill';
  readonly prompt?: string;
}

/** The editor's lists stop working when they are searched for a text of some ten thousand characters. */
const longestSearched = 5000;

/** Asks for a prompt; recent ones can be taken over and edited. Null when the person does not want to. */
export async function pickPrompt(options: PromptPickOptions): Promise<PromptPicked | null> {
  if (options.proposal.length > longestSearched) {
    return enterLongPrompt(options);
  }
  const picked = await pickShortPrompt(options);
  return picked?.next === 'tooLong' ? enterLongPrompt({ ...options, proposal: picked.prompt }) : picked;
}

async function pickShortPrompt({
  proposal,
  known,
  more,
}: PromptPickOptions): Promise<PromptPicked | { readonly next: 'tooLong'; readonly prompt: string } | null> {
  const pick = vscode.window.createQuickPick<Item>();
  const line = oneLine(proposal);
  pick.title = vscode.l10n.t('Generate Image');
  pick.placeholder = vscode.l10n.t('What is the image to show?');
  pick.ignoreFocusOut = true;
  pick.value = line;
  let isOpen = true;
  const showItems = (): void => {
    const { recent, summary } = known();
    const searched = pick.value === line ? '' : pick.value.toLowerCase();
    const found = recent.filter((prompt) => prompt !== proposal && prompt.toLowerCase().includes(searched));
    const actions = actionItems(summary);
    pick.items = found.length === 0 ? actions : [...actions, separator(), ...found.map(recentItem)];
  };
  pick.busy = true;
  void more.finally(() => {
    if (isOpen) {
      pick.busy = false;
      showItems();
    }
  });
  showItems();
  try {
    return await new Promise((resolve) => {
      pick.onDidChangeValue((value) => {
        if (value.length > longestSearched) {
          resolve({ next: 'tooLong', prompt: value });
        } else {
          showItems();
        }
      });
      pick.onDidAccept(() => {
        const [chosen] = pick.activeItems;
        if (chosen?.does === 'fill' && chosen.prompt !== undefined) {
          pick.value = oneLine(chosen.prompt);
          showItems();
          return;
        }
        // Line breaks, which the box cannot hold, are kept where nothing was edited.
        const prompt = pick.value === line ? proposal.trim() : pick.value.trim();
        if (prompt !== '') {
          resolve({ next: chosen?.does === 'options' ? 'options' : 'generate', prompt });
        }
      });
      pick.onDidHide(() => {
        resolve(null);
      });
      pick.show();
    });
  } finally {
    isOpen = false;
    pick.dispose();
  }
}

/** A box without a list, which takes a text of any length. */
async function enterLongPrompt({ proposal, known }: PromptPickOptions): Promise<PromptPicked | null> {
  const input = vscode.window.createInputBox();
  const change = { iconPath: new vscode.ThemeIcon('settings'), tooltip: vscode.l10n.t('Change Options…') };
  const line = oneLine(proposal);
  input.title = vscode.l10n.t('Generate Image');
  input.placeholder = vscode.l10n.t('What is the image to show?');
  input.prompt = known().summary;
  input.ignoreFocusOut = true;
  input.buttons = [change];
  input.value = line;
  const prompt = (): string => (input.value === line ? proposal.trim() : input.value.trim());
  try {
    return await new Promise((resolve) => {
      input.onDidTriggerButton(() => {
        resolve({ next: 'options', prompt: prompt() });
      });
      input.onDidAccept(() => {
        if (prompt() !== '') {
          resolve({ next: 'generate', prompt: prompt() });
        }
      });
      input.onDidHide(() => {
        resolve(null);
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}

function actionItems(summary: string): Item[] {
  return [
    { does: 'generate', label: `$(sparkle) ${vscode.l10n.t('Generate')}`, detail: summary, alwaysShow: true },
    { does: 'options', label: `$(settings) ${vscode.l10n.t('Change Options…')}`, alwaysShow: true },
  ];
}

function separator(): Item {
  return { does: 'fill', kind: vscode.QuickPickItemKind.Separator, label: vscode.l10n.t('Recent Prompts') };
}

/** The prompt is no label: the editor would put what matches it before 'Generate', and Enter would not generate. */
function recentItem(prompt: string): Item {
  return {
    does: 'fill',
    label: '$(history)',
    description: oneLine(prompt).slice(0, 200),
    prompt,
    alwaysShow: true,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
