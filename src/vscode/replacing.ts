import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { pictureFile, savedFile } from '../delivery/pictureFile.ts';
import { putBack, replaceFile } from '../delivery/replaceFile.ts';
import { hashOf } from '../records/recordStore.ts';
import { pictureAtHand, putSaved, type PictureAtHand } from './pictureActions.ts';
import type { Services } from './services.ts';
import { readSetting } from './settings.ts';
import { notPutBack, notReplaced } from './words/deliveries.ts';
import { show } from './words/message.ts';

/** A new picture takes the place of an old one, or the old one comes back: what was done, in words; null where nothing was. */
export async function replaceOrPutBack(
  action: 'replace' | 'putBack',
  generation: string,
  index: number,
  services: Services,
): Promise<string | null> {
  const at = await pictureAtHand(generation, index, services);
  if (at === null) {
    return null;
  }
  try {
    return await (action === 'replace' ? replace(at, services) : bringBack(at, services));
  } catch (error) {
    services.log.error(`'${action}' failed`, error);
    await show(action === 'replace' ? notReplaced('notWritten', '') : notPutBack('notWritten', ''));
    return null;
  }
}

async function replace(at: PictureAtHand, services: Services): Promise<string | null> {
  const { record, picture } = at;
  const { delivery } = record;
  const file = delivery.kind === 'show' ? delivery.replaces : undefined;
  if (file === undefined || record.replaced !== undefined) {
    return null;
  }
  const { book, clock, workspace } = services;
  const bytes = pictureFile(at, readSetting('embedPrompt', vscode.Uri.parse(file)), workspace);
  const result = await replaceFile(
    {
      file,
      type: picture.type,
      bytes,
      keep: (old) =>
        book.keepReplaced(record.id, { file, sha256: hashOf(bytes) }, old, new Date(clock.now())),
      release: () => book.dropReplaced(record.id),
    },
    workspace,
  );
  if (result.outcome === 'notReplaced') {
    await show(notReplaced(result.why, nameOf(file)));
    return null;
  }
  // It stands there, whether that could be put down or not.
  await putSaved(record, savedFile(picture, file, bytes), services).catch((error: unknown) => {
    services.log.error(`That ${file} was replaced could not be put down`, error);
  });
  return vscode.l10n.t('{0} is replaced. The old image can be put back for 30 days.', nameOf(file));
}

async function bringBack({ record }: PictureAtHand, services: Services): Promise<string | null> {
  const { book, store, workspace } = services;
  const { replaced } = record;
  if (replaced === undefined) {
    return null;
  }
  const { file: target, path, sha256: put } = replaced;
  const old = await store.readPicture(path);
  if (old === null || !(await putBack({ file: target, put, old }, workspace))) {
    await show(notPutBack(old === null ? 'gone' : 'changed', nameOf(target)));
    return null;
  }
  await book.update(record.id, (current) => ({
    ...current,
    saved: current.saved.filter(({ file }) => file !== target),
  }));
  await book.dropReplaced(record.id);
  return vscode.l10n.t('The old {0} is back.', nameOf(target));
}

function nameOf(file: string): string {
  return basename(vscode.Uri.parse(file).path);
}
