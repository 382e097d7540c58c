import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as vscode from 'vscode';
import { FaultyDisk } from './faultyDisk.ts';
import { JumpingDate } from './jumpingDate.ts';
import { wishSchema, type Wish } from './plan.ts';

/** Lives beside the extension in the same extension host, and does what the runner of the matrix asks for. */
export function activate(context: vscode.ExtensionContext): void {
  const folder = process.env['Z_IMAGE_CHAOS_FOLDER'];
  if (folder === undefined) {
    throw new Error('Z_IMAGE_CHAOS_FOLDER is not set.');
  }
  const storage = vscode.Uri.joinPath(context.globalStorageUri, '..', 'zimage.z-image').fsPath;
  const disk = new FaultyDisk(storage, join(folder, 'fired'));
  const date = new JumpingDate();
  const server = createServer((request, response) => {
    fulfil(request, disk, date).then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  // A connection that it closed while a wish is on its way would look like a wish that failed.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    writeFileSync(join(folder, 'port'), JSON.stringify({ process: process.pid, port }));
  });
  context.subscriptions.push(
    { dispose: () => server.close() },
    vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
      disk.edited(contentChanges.map((change) => change.text).join(''));
    }),
  );
}

async function fulfil(request: IncomingMessage, disk: FaultyDisk, date: JumpingDate): Promise<string> {
  const wish: Wish = wishSchema.parse(JSON.parse(await text(request)));
  switch (wish.wish) {
    case 'plan':
      disk.plan = wish.plan;
      return '';
    case 'order': {
      const document = await vscode.workspace.openTextDocument(wish.file);
      const [first, ...others] = wish.words.map((words) => rangeOf(document, words));
      const editor = await vscode.window.showTextDocument(document, first ? { selection: first } : {});
      if (others.length > 0) {
        const selections = [first, ...others].filter((range) => range !== undefined);
        editor.selections = selections.map(({ start, end }) => new vscode.Selection(start, end));
      }
      void vscode.commands.executeCommand(wish.command);
      return '';
    }
    case 'command':
      await vscode.commands.executeCommand(wish.command);
      return '';
    case 'begin':
      void vscode.commands.executeCommand(wish.command);
      return '';
    case 'save':
      // 'Save All' is of editors: a document whose editor is still to be opened is none of them.
      for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
        await document.save();
      }
      return '';
    case 'text':
      return (await vscode.workspace.openTextDocument(wish.file)).getText();
    case 'edit': {
      const document = await vscode.workspace.openTextDocument(wish.file);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, rangeOf(document, wish.from), wish.to);
      return String(await vscode.workspace.applyEdit(edit));
    }
    case 'rename': {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(vscode.Uri.file(wish.file), vscode.Uri.file(wish.to));
      return String(await vscode.workspace.applyEdit(edit));
    }
    case 'clock':
      date.jump(wish.ahead);
      return '';
  }
}

function rangeOf(document: vscode.TextDocument, words: string): vscode.Range {
  const start = document.getText().indexOf(words);
  if (start < 0) {
    throw new Error(`'${words}' is not in ${document.fileName}`);
  }
  return new vscode.Range(document.positionAt(start), document.positionAt(start + words.length));
}
