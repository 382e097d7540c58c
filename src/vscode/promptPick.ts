import * as vscode from 'vscode';

/** A text that can be taken over and edited. */
export interface PromptChoice {
  readonly label: string;
  /** How it begins. */
  readonly description: string;
  readonly prompt: () => string;
}

export interface PromptPickOptions {
  readonly title: string;
  /** Stands in the box at first, to be edited. */
  readonly proposal: string;
  /** What else the cursor may mean. */
  readonly fromDocument: readonly PromptChoice[];
  /** Whether the choices of the run can be changed from here. */
  readonly hasOptions: boolean;
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

export interface PromptPicked {
  readonly next: 'generate' | 'options' | 'variations';
  readonly prompt: string;
}

interface Item extends vscode.QuickPickItem {
  readonly does: PromptPicked['next'] | 'fill';
  readonly prompt?: () => string;
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
  title,
  proposal,
  fromDocument,
  hasOptions,
  known,
  more,
}: PromptPickOptions): Promise<PromptPicked | { readonly next: 'tooLong'; readonly prompt: string } | null> {
  const pick = vscode.window.createQuickPick<Item>();
  let whole = proposal;
  pick.title = title;
  pick.placeholder = vscode.l10n.t('What is the image to show?');
  pick.ignoreFocusOut = true;
  pick.value = oneLine(whole);
  const isEdited = (): boolean => pick.value !== oneLine(whole);
  let isOpen = true;
  const showItems = (): void => {
    const { recent, summary } = known();
    const searched = isEdited() ? pick.value.toLowerCase() : '';
    const found = recent.filter((prompt) => prompt !== whole && prompt.toLowerCase().includes(searched));
    pick.items = [
      ...actionItems(summary, hasOptions),
      ...group(vscode.l10n.t('From the Document'), fromDocument.map(documentItem)),
      ...group(vscode.l10n.t('Recent Prompts'), found.map(recentItem)),
    ];
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
          whole = chosen.prompt();
          if (whole.length > longestSearched) {
            resolve({ next: 'tooLong', prompt: whole });
            return;
          }
          pick.value = oneLine(whole);
          showItems();
          return;
        }
        // Line breaks, which the box cannot hold, are kept where nothing was edited.
        const prompt = isEdited() ? pick.value.trim() : whole.trim();
        if (prompt !== '') {
          resolve({
            next: chosen === undefined || chosen.does === 'fill' ? 'generate' : chosen.does,
            prompt,
          });
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
async function enterLongPrompt({
  title,
  proposal,
  hasOptions,
  known,
}: PromptPickOptions): Promise<PromptPicked | null> {
  const input = vscode.window.createInputBox();
  const change = { iconPath: new vscode.ThemeIcon('settings'), tooltip: vscode.l10n.t('Change Options…') };
  const vary = { iconPath: new vscode.ThemeIcon('table'), tooltip: vscode.l10n.t('Variations…') };
  const line = oneLine(proposal);
  input.title = title;
  input.placeholder = vscode.l10n.t('What is the image to show?');
  input.prompt = known().summary;
  input.ignoreFocusOut = true;
  input.buttons = hasOptions ? [change, vary] : [];
  input.value = line;
  const prompt = (): string => (input.value === line ? proposal.trim() : input.value.trim());
  try {
    return await new Promise((resolve) => {
      input.onDidTriggerButton((pressed) => {
        if (prompt() !== '') {
          resolve({ next: pressed === vary ? 'variations' : 'options', prompt: prompt() });
        }
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

function actionItems(summary: string, hasOptions: boolean): Item[] {
  const generate: Item = {
    does: 'generate',
    label: `$(sparkle) ${vscode.l10n.t('Generate')}`,
    detail: summary,
    alwaysShow: true,
  };
  const options: Item = {
    does: 'options',
    label: `$(settings) ${vscode.l10n.t('Change Options…')}`,
    alwaysShow: true,
  };
  const variations: Item = {
    does: 'variations',
    label: `$(table) ${vscode.l10n.t('Variations…')}`,
    alwaysShow: true,
  };
  return hasOptions ? [generate, options, variations] : [generate];
}

function group(label: string, items: readonly Item[]): Item[] {
  return items.length === 0
    ? []
    : [{ does: 'fill', kind: vscode.QuickPickItemKind.Separator, label }, ...items];
}

/** Neither name nor prompt is a label: the editor would put what matches it before 'Generate', and Enter would not generate. */
function documentItem({ label, description, prompt }: PromptChoice): Item {
  const text = description === '' ? label : `${label}: ${description}`;
  return { does: 'fill', label: '$(file-text)', description: text, prompt, alwaysShow: true };
}

function recentItem(prompt: string): Item {
  return {
    does: 'fill',
    label: '$(history)',
    description: oneLine(prompt).slice(0, 200),
    prompt: () => prompt,
    alwaysShow: true,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
