import * as vscode from 'vscode';
import { connectControl } from '../../runcomfy/control.ts';
import type { Control } from '../../runcomfy/controlShapes.ts';
import { instant } from '../../runcomfy/durations.ts';
import { checkPaid } from '../../support/checkPaid.ts';
import { Person } from './person.ts';

export const runcomfy: Control = connectControl(environment('Z_IMAGE_CONTROL_URL'));
const storage = environment('Z_IMAGE_STORAGE');

/** What the running test ordered, as it is sent. */
export const ordered: string[] = [];

let person = new Person();
person.leave();

/** The person of the running test. */
export function thePerson(): Person {
  return person;
}

let documents = 0;

/** For `beforeEach`: an empty window and a person who has read once what pictures cost. */
export async function begin(): Promise<void> {
  await runcomfy.configure({ durations: instant, retryAfterSeconds: 0 });
  person = new Person();
  person.answer('Generate images with RunComfy?', 'Generate');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** For `afterEach`: what was paid for is what was ordered and recorded. */
export async function end(): Promise<void> {
  person.leave();
  await runcomfy.release();
  await runcomfy.disarm();
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await checkPaid({ runcomfy, storage, ordered });
}

export function folder(): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (found === undefined) {
    throw new Error('The tests need a workspace folder.');
  }
  return found;
}

/** A new file in a folder of its own, open in an editor. */
export async function openNew(name: string, text: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(folder(), `document-${++documents}`, name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Selects each of these texts where it first stands. */
export function select(editor: vscode.TextEditor, ...texts: string[]): void {
  editor.selections = texts.map((text) => {
    const start = editor.document.getText().indexOf(text);
    if (start < 0) {
      throw new Error(`'${text}' is not in the document.`);
    }
    const { document } = editor;
    return new vscode.Selection(document.positionAt(start), document.positionAt(start + text.length));
  });
}

/** The command; resolves when the picture stands, or it was told why not. */
export async function generateAndInsert(...prompts: string[]): Promise<void> {
  ordered.push(...prompts);
  await vscode.commands.executeCommand('zImage.generateAndInsert');
}

/** Has settings in the workspace for the time of a test. */
export async function withSettings<T>(
  settings: Readonly<Record<string, unknown>>,
  run: () => Promise<T>,
): Promise<T> {
  await writeSettings(settings);
  try {
    return await run();
  } finally {
    await writeSettings({});
  }
}

/** Once for all of them, since the editor takes a second for each that it writes itself. */
async function writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const file = vscode.Uri.joinPath(folder(), '.vscode/settings.json');
  const { promise: heeded, resolve } = Promise.withResolvers<undefined>();
  const listener = vscode.workspace.onDidChangeConfiguration(() => {
    resolve(undefined);
  });
  try {
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(settings)));
    await heeded;
  } finally {
    listener.dispose();
  }
}

export async function fileExists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

export async function namesIn(uri: vscode.Uri): Promise<string[]> {
  return (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name).toSorted();
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set.`);
  }
  return value;
}
