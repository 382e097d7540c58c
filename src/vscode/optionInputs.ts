import * as vscode from 'vscode';

/** One of a few values; what is chosen now comes first. */
export async function pickValue<Value>(
  title: string,
  values: readonly Value[],
  current: Value,
  label: (value: Value) => string,
): Promise<Value | null> {
  const ordered = [current, ...values.filter((value) => value !== current)];
  const items = ordered.map((value) => ({ label: label(value), value }));
  const chosen = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  return chosen?.value ?? null;
}

/** Null when the person goes back. */
export async function enterInteger(
  title: string,
  current: number,
  check: (value: number) => string | null,
): Promise<number | null> {
  const wrong = vscode.l10n.t('Enter a whole number.');
  const entered = await enterText(title, String(current), (text) =>
    /^-?\d+$/.test(text.trim()) ? check(Number(text)) : wrong,
  );
  return entered === null ? null : Number(entered);
}

/** `check` gives what is wrong with a text, or null. */
export async function enterText(
  title: string,
  value: string,
  check: (text: string) => string | null,
): Promise<string | null> {
  const options = { title, value, ignoreFocusOut: true, validateInput: check };
  return (await vscode.window.showInputBox(options)) ?? null;
}
