import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ReplaceableFiles } from '../delivery/replaceFile.ts';
import type { DocumentEdit, DocumentNow, Workspace } from '../delivery/workspace.ts';
import { kindOf } from './documentKind.ts';
import type { FollowedPlaces } from './followedPlaces.ts';
import type { Log } from './log.ts';
import { rootsForLinks } from './siteRoots.ts';
import { statOf } from './statOf.ts';

/** The person's workspace, through the editor: local, remote or virtual files alike. */
export class EditorWorkspace implements Workspace, ReplaceableFiles {
  readonly #places: FollowedPlaces;
  readonly #log: Log;

  constructor(places: FollowedPlaces, log: Log) {
    this.#places = places;
    this.#log = log;
  }

  async openDocument(uri: string): Promise<DocumentNow | null> {
    const open = this.documentNow(uri);
    // An open cell has no tab and no file of its own; its notebook has.
    if (/^(?:untitled|vscode-notebook-cell):/.test(uri) || (open !== null && hasTab(uri))) {
      return open;
    }
    // The editor remembers a closed document for a while, also when its file is gone.
    if (!(await this.exists(uri))) {
      return null;
    }
    try {
      return asNow(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
    } catch {
      return null;
    }
  }

  documentNow(uri: string): DocumentNow | null {
    const found = openDocument(uri);
    return found === undefined ? null : asNow(found);
  }

  followedPlace(generation: string): ReturnType<Workspace['followedPlace']> {
    return this.#places.get(generation);
  }

  async siteRoots(document: string, base: string): Promise<readonly string[]> {
    const open = openDocument(document);
    return open === undefined ? [] : rootsForLinks(open, base);
  }

  async exists(uri: string): Promise<boolean> {
    return (await statOf(vscode.Uri.parse(uri))) !== null;
  }

  async readFile(uri: string): Promise<Uint8Array | null> {
    try {
      return await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
    } catch {
      return null;
    }
  }

  async createFile(uri: string, bytes: Uint8Array): Promise<boolean> {
    try {
      return await this.#putWhole(uri, bytes, { overwrite: false, mayStill: () => Promise.resolve(true) });
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileExists') {
        return false;
      }
      throw error;
    }
  }

  async replaceFile(uri: string, expected: Uint8Array, bytes: Uint8Array): Promise<boolean> {
    const mayStill = async (): Promise<boolean> => {
      const now = await this.readFile(uri);
      return now !== null && Buffer.from(now).equals(expected);
    };
    return this.#putWhole(uri, bytes, { overwrite: true, mayStill });
  }

  /** By way of another name, so that no half of it is ever seen; false where it may no longer take its own. */
  async #putWhole(
    uri: string,
    bytes: Uint8Array,
    { overwrite, mayStill }: { readonly overwrite: boolean; readonly mayStill: () => Promise<boolean> },
  ): Promise<boolean> {
    const target = vscode.Uri.parse(uri);
    const temporary = target.with({ path: `${target.path}.${randomUUID()}.tmp` });
    const { fs } = vscode.workspace;
    let isPut = false;
    try {
      await fs.writeFile(temporary, bytes);
      if (await mayStill()) {
        await fs.rename(temporary, target, { overwrite });
        isPut = true;
      }
      return isPut;
    } finally {
      if (!isPut) {
        await fs.delete(temporary).then(undefined, () => undefined);
      }
    }
  }

  notMarked(generation: string, why: string): void {
    this.#log.warn(`${generation}: its file does not tell where the picture comes from, because ${why}`);
  }

  async apply({ document, files, changes }: DocumentEdit): Promise<boolean> {
    const uri = vscode.Uri.parse(document.uri);
    const open = openDocument(document.uri);
    if (open === undefined) {
      return false;
    }
    const edit = new vscode.WorkspaceEdit();
    // Files first: the other way round, Redo brings nothing back.
    for (const file of files) {
      edit.createFile(vscode.Uri.parse(file.uri), { contents: file.bytes });
    }
    for (const { start, end, text } of changes) {
      edit.replace(uri, new vscode.Range(open.positionAt(start), open.positionAt(end)), text);
    }
    try {
      return await vscode.workspace.applyEdit(edit);
    } catch {
      return false;
    }
  }
}

function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

function hasTab(uri: string): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => {
      const shown =
        input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : null;
      return shown?.toString() === uri;
    });
}

function asNow(document: vscode.TextDocument): DocumentNow {
  return {
    uri: document.uri.toString(),
    ...kindOf(document),
    text: document.getText(),
    endOfLine: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
  };
}
