import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { linkedFileAt } from '../linkedFile.ts';
import { openedDocument } from '../pictureActions.ts';
import { noPicture, readPictureFile } from '../pictureFiles.ts';
import type { Services } from '../services.ts';
import { show } from '../words/message.ts';
import type { GenerateAgain } from './generateAgain.ts';
import { recordOf } from './generateAgainFromFile.ts';

/**
 * A new picture for a link whose picture we made: with another seed or a changed prompt. The old file stays as it is
 * until the person takes the new one, in the gallery.
 */
export async function regenerate(
  [uri, offset]: readonly unknown[],
  services: Services,
  again: GenerateAgain,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document =
    uri instanceof vscode.Uri ? await openedDocument(uri.toString()) : (editor?.document ?? null);
  const at = typeof offset === 'number' ? offset : (editor?.document.offsetAt(editor.selection.active) ?? 0);
  const file = document === null ? null : await linkedFileAt(document, at);
  if (document === null || file === null) {
    return tell(
      vscode.l10n.t(
        'No image of the workspace is linked here. Put the cursor on the link of an image first.',
      ),
    );
  }
  const read = await readPictureFile(file);
  if (read === null) {
    return tell(noPicture(file));
  }
  const record = await recordOf(read, services);
  if (record === null && !read.details.isOurs) {
    return tell(
      vscode.l10n.t(
        '{0} was not made by Z-Image. Generate a new image, and insert it in its place.',
        basename(file.path),
      ),
    );
  }
  await again.inPlace(read, record, document.isUntitled ? null : document.uri.toString());
}

async function tell(text: string): Promise<void> {
  await show({ severity: 'information', text, actions: [] });
}
