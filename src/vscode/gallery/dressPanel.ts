import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { galleryHtml } from './galleryHtml.ts';

/** Gives a panel its icon, its page, and the folders that the page may show files of: ours, and the workspace's. */
export function dressPanel(
  panel: vscode.WebviewPanel,
  { extensionUri, globalStorageUri }: vscode.ExtensionContext,
): void {
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const built = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const { webview } = panel;
  panel.iconPath = vscode.Uri.joinPath(media, 'icon.png');
  webview.options = {
    enableScripts: true,
    enableForms: false,
    localResourceRoots: [
      media,
      built,
      vscode.Uri.joinPath(globalStorageUri, 'pictures'),
      vscode.Uri.joinPath(globalStorageUri, 'thumbnails'),
      ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
    ],
  };
  const address = (folder: vscode.Uri, ...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, ...path)).toString();
  webview.html = galleryHtml({
    title: panel.title,
    language: vscode.env.language,
    source: webview.cspSource,
    nonce: randomBytes(24).toString('base64url'),
    script: address(built, 'gallery.js'),
    styles: [address(built, 'codicon.css'), address(media, 'gallery', 'gallery.css')],
    loading: vscode.l10n.t('Loading…'),
  });
}
