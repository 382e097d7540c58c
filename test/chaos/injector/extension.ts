import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as vscode from 'vscode';
import { FaultyDisk } from './faultyDisk.ts';
import { wishSchema, type Wish } from './plan.ts';

/** Lives beside the extension in the same extension host, and does what the runner of the matrix asks for. */
export function activate(context: vscode.ExtensionContext): void {
  const folder = process.env['Z_IMAGE_CHAOS_FOLDER'];
  if (folder === undefined) {
    throw new Error('Z_IMAGE_CHAOS_FOLDER is not set.');
  }
  const storage = vscode.Uri.joinPath(context.globalStorageUri, '..', 'zimage.z-image').fsPath;
  const disk = new FaultyDisk(storage, join(folder, 'fired'));
  const server = createServer((request, response) => {
    fulfil(request, disk).then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
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

async function fulfil(request: IncomingMessage, disk: FaultyDisk): Promise<string> {
  const wish: Wish = wishSchema.parse(JSON.parse(await text(request)));
  switch (wish.wish) {
    case 'plan':
      disk.plan = wish.plan;
      return '';
    case 'order': {
      const document = await vscode.workspace.openTextDocument(wish.file);
      const start = document.getText().indexOf(wish.words);
      const selection = new vscode.Selection(
        document.positionAt(start),
        document.positionAt(start + wish.words.length),
      );
      await vscode.window.showTextDocument(document, { selection });
      void vscode.commands.executeCommand(wish.command);
      return '';
    }
    case 'command':
      await vscode.commands.executeCommand(wish.command);
      return '';
    case 'text':
      return (await vscode.workspace.openTextDocument(wish.file)).getText();
  }
}
