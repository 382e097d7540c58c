import * as vscode from 'vscode';
import { picturesType } from '../../pictureTransfer.ts';
import type { Application } from '../application.ts';

/** A kind of its own, so that a person can prefer it or leave it in the editor's settings. */
const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('image', 'zImage');

/** Any document, by a pattern: for '*' the editor would first insert the plain text that comes with them. */
const everywhere: vscode.DocumentFilter = { pattern: '**' };

/** Pictures of the gallery that are pasted or dropped come as files and links. Nothing is loaded for anything else. */
export function registerPasting(application: () => Promise<Application>): vscode.Disposable {
  const put = async (
    document: vscode.TextDocument,
    at: vscode.Position,
    transfer: vscode.DataTransfer,
  ): Promise<Put | null> => {
    const carried = transfer.get(picturesType);
    return carried === undefined ? null : (await application()).put(document, at, await carried.asString());
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentPasteEditProvider(
      everywhere,
      {
        provideDocumentPasteEdits: async (document, ranges, transfer) => {
          const at = ranges[0]?.start ?? new vscode.Position(0, 0);
          const found = await put(document, at, transfer);
          return found === null
            ? []
            : [dressed(new vscode.DocumentPasteEdit(found.text, title(), kind), found)];
        },
      },
      { providedPasteEditKinds: [kind], pasteMimeTypes: [picturesType] },
    ),
    vscode.languages.registerDocumentDropEditProvider(
      everywhere,
      {
        provideDocumentDropEdits: async (document, at, transfer) => {
          const found = await put(document, at, transfer);
          return found === null
            ? []
            : [dressed(new vscode.DocumentDropEdit(found.text, title(), kind), found)];
        },
      },
      { providedDropEditKinds: [kind], dropMimeTypes: [picturesType] },
    ),
  );
}

/** What is put into a document: the links, and with them the files that they show. */
export interface Put {
  readonly text: string;
  readonly files: vscode.WorkspaceEdit;
}

function dressed<Edit extends vscode.DocumentDropEdit | vscode.DocumentPasteEdit>(
  edit: Edit,
  { files }: Put,
): Edit {
  edit.additionalEdit = files;
  return edit;
}

function title(): string {
  return vscode.l10n.t('Insert Images from Z-Image');
}
