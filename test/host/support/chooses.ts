import * as vscode from 'vscode';

/** Chooses the item with this label in the next list. */
export function chooses(label: string): { readonly offered: string[] } {
  const { showQuickPick } = vscode.window;
  const offered: string[] = [];
  const choose = (items: readonly vscode.QuickPickItem[]): Promise<vscode.QuickPickItem | undefined> => {
    Object.assign(vscode.window, { showQuickPick });
    offered.push(...items.map((item) => item.label));
    return Promise.resolve(items.find((item) => item.label.includes(label)));
  };
  Object.assign(vscode.window, { showQuickPick: choose });
  return { offered };
}
