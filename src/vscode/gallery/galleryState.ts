import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Browsing } from '../../history/browsing.ts';
import type { Services } from '../services.ts';
import { pageWords } from './pageWords.ts';
import type { PictureDesk } from './pictureDesk.ts';
import type { ShownSources } from './shownSources.ts';
import type { GalleryState } from './snapshot.ts';

/** What one panel shows, besides what all of the window has. */
interface PanelState {
  readonly webview: vscode.Webview;
  readonly desk: PictureDesk;
  readonly sources: ShownSources;
  readonly hasToken: boolean;
  readonly browsing: Browsing;
}

/** Where a page finds a file of our store. */
export function addressIn(
  webview: vscode.Webview,
  { globalStorageUri }: vscode.ExtensionContext,
  path: string,
): string {
  return webview.asWebviewUri(vscode.Uri.joinPath(globalStorageUri, path)).toString();
}

/** What a snapshot is made of, now. */
export function galleryState(
  { book, thumbnails, generations, worked, context, spent }: Services,
  { webview, desk, sources, hasToken, browsing }: PanelState,
): GalleryState {
  const target = worked.get()?.path ?? null;
  const addressOf = (path: string): string => addressIn(webview, context, path);
  return {
    open: book.list('open'),
    history: book.list('history'),
    hasMore: book.hasMore,
    browsing,
    phaseOf: (id) => generations.phaseOf(id),
    target: target === null ? null : basename(target),
    sourceOf: (generation, { index, path }) =>
      path === null ? null : sources.addressed(generation, index, addressOf(path)),
    thumbnailOf: (picture) => {
      const path = thumbnails.pathOf(picture);
      return path === null ? null : addressOf(path);
    },
    savedSourceOf: (file) => {
      const uri = vscode.Uri.parse(file);
      return vscode.workspace.getWorkspaceFolder(uri) === undefined
        ? null
        : webview.asWebviewUri(uri).toString();
    },
    unshown: (generation, index) => sources.unshown(generation, index),
    spent: spent(),
    deleted: desk.deleted,
    words: pageWords(),
    notice: hasToken
      ? null
      : {
          text: vscode.l10n.t('Set your RunComfy API token to generate images.'),
          choice: { action: 'setToken', title: vscode.l10n.t('Set Token') },
        },
  };
}
