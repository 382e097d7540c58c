import * as vscode from 'vscode';

/** Whether a person can see a document at this moment. */
export function isVisible(document: string): boolean {
  const inEditors = vscode.window.visibleTextEditors.some(
    (editor) => editor.document.uri.toString() === document,
  );
  const inTabs = vscode.window.tabGroups.all.some(({ activeTab }) => {
    const input: unknown = activeTab?.input;
    return input instanceof vscode.TabInputCustom && input.uri.toString() === document;
  });
  return inEditors || inTabs;
}
