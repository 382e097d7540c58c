import { l10n } from 'vscode';
import type { NotInserted } from '../../delivery/insertPictures.ts';
import type { NotReplaced } from '../../delivery/replaceFile.ts';
import { subject, type Message } from './message.ts';

export type NotInsertedAction = 'generateAsPng' | 'insertHere' | 'saveAs';

export type NotInsertedReason = NotInserted | 'noEditor' | 'formatNotShown';

export function notInserted(why: NotInsertedReason, prompt: string): Message<NotInsertedAction> {
  return {
    severity: 'warning',
    text: `${subject([prompt])} ${reasonNotInserted(why)} ${l10n.t('The image is kept.')}`,
    actions:
      why === 'formatNotShown'
        ? [{ id: 'generateAsPng', title: l10n.t('Generate as PNG') }]
        : [
            { id: 'insertHere', title: l10n.t('Insert at Cursor') },
            { id: 'saveAs', title: l10n.t('Save As…') },
          ],
  };
}

/** None of several that were to be inserted together. */
export function severalNotInserted(why: NotInsertedReason): Message {
  const text = `${reasonNotInserted(why)} ${l10n.t('The images are kept.')}`;
  return { severity: 'warning', text, actions: [] };
}

export function reasonNotInserted(why: NotInsertedReason): string {
  switch (why) {
    case 'documentGone':
      return l10n.t('The document that the image belongs to is gone.');
    case 'placeGone':
      return l10n.t('The text that the image belongs to is no longer in the document.');
    case 'noEditor':
      return l10n.t('There is no document open that it could go into.');
    case 'notEditable':
      return l10n.t('The image could not be saved, or its document cannot be edited.');
    case 'formatNotShown':
      return l10n.t('The language of this document cannot show an image of this format.');
    case 'fileCame':
      return l10n.t('A file of that name came meanwhile, and was left as it is.');
  }
}

/** A file that was to be replaced, and is as it was. */
export function notReplaced(why: NotReplaced | 'notWritten', name: string): Message {
  return { severity: 'warning', text: reasonNotReplaced(why, name), actions: [] };
}

function reasonNotReplaced(why: NotReplaced | 'notWritten', name: string): string {
  switch (why) {
    case 'fileGone':
      return l10n.t('{0} is no longer there. Save the new image instead.', name);
    case 'noPicture':
      return l10n.t(
        '{0} is not a whole image any more, and was left as it is. Save the new image instead.',
        name,
      );
    case 'otherType':
      return l10n.t(
        '{0} has another format than the new image, and was left as it is. Save the new image instead.',
        name,
      );
    case 'changed':
      return l10n.t('{0} was changed meanwhile, and was left as it is. Save the new image instead.', name);
    case 'notWritten':
      return l10n.t('The file could not be replaced. Save the new image instead.');
  }
}

/** An old image that was to come back into its file. */
export function notPutBack(why: 'changed' | 'gone' | 'notWritten', name: string): Message {
  return { severity: 'warning', text: reasonNotPutBack(why, name), actions: [] };
}

function reasonNotPutBack(why: 'changed' | 'gone' | 'notWritten', name: string): string {
  switch (why) {
    case 'changed':
      return l10n.t(
        '{0} was changed meanwhile, and was left as it is. Rename it, then put the old image back.',
        name,
      );
    case 'gone':
      return l10n.t('The old {0} is gone from this computer. Generate it again.', name);
    case 'notWritten':
      return l10n.t(
        'The old image could not be put back. It is kept: try again when the file can be written.',
      );
  }
}

/** Neither our store nor a saved file has the bytes any more. */
export function pictureGone(): Message {
  return {
    severity: 'warning',
    text: l10n.t('The image is gone from this computer. Generate it again, or remove it from the gallery.'),
    actions: [],
  };
}

export function notSaved(): Message<'saveAs'> {
  return {
    severity: 'error',
    text: l10n.t('The image could not be saved there. Choose another place.'),
    actions: [{ id: 'saveAs', title: l10n.t('Save As…') }],
  };
}

export function notExported(count: number, wanted: number): Message {
  return {
    severity: 'error',
    text: l10n.t(
      'The export could not be finished: {0} of {1} images are there. Choose another place.',
      count,
      wanted,
    ),
    actions: [],
  };
}

export function readyUnseen(prompts: readonly string[]): Message<'showGallery'> {
  return {
    severity: 'information',
    text: `${subject(prompts)} ${prompts.length === 1 ? l10n.t('The image is ready.') : l10n.t('The images are ready.')}`,
    actions: [{ id: 'showGallery', title: l10n.t('Open Gallery') }],
  };
}

export function insertedUnseen(document: string): Message<'show'> {
  return {
    severity: 'information',
    text: l10n.t('The image was inserted in {0}.', document),
    actions: [{ id: 'show', title: l10n.t('Show') }],
  };
}
