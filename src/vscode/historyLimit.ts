import * as vscode from 'vscode';
import { standsElsewhere } from '../delivery/standingFile.ts';
import { dropCandidates, type DropCandidate } from '../records/dropCandidates.ts';
import type { Services } from './services.ts';
import { readSetting } from './settings.ts';
import { show } from './words/message.ts';

const megabyte = 1_000_000;
const askedKey = 'historyLimitAsked';

/**
 * Keeps the pictures in our store within `zImage.historyLimit`. Only bytes are dropped of a picture that still
 * stands in a file of the person's, as it was saved; where that is not enough, the person is asked once for each limit.
 */
export async function keepHistoryLimit(services: Services, showGallery: () => Promise<void>): Promise<void> {
  const { book, context, log } = services;
  const limit = readSetting('historyLimit', null) * megabyte;
  const records = await book.loadAll();
  const { total, candidates } = dropCandidates(records);
  let left = total;
  for (const { record, picture } of candidates) {
    if (left <= limit) {
      return;
    }
    if (await canBeDropped({ record, picture }, services)) {
      await book.dropBytes(record.id, picture.index);
      left -= picture.byteLength;
      log.info(`${record.id}: the bytes of picture ${picture.index} were dropped, which is saved in a file`);
    }
  }
  if (left <= limit || context.globalState.get(askedKey) === limit) {
    return;
  }
  await context.globalState.update(askedKey, limit);
  const action = await show({
    severity: 'information',
    text: vscode.l10n.t(
      'The image history has {0} MB on this computer, more than its limit of {1} MB. Images that are not saved in a file are kept.',
      Math.round(left / megabyte),
      Math.round(limit / megabyte),
    ),
    actions: [
      { id: 'gallery', title: vscode.l10n.t('Open Gallery') },
      { id: 'settings', title: vscode.l10n.t('Open Settings') },
    ],
  });
  if (action === 'gallery') {
    await showGallery();
  } else if (action === 'settings') {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'zImage.historyLimit');
  }
}

async function canBeDropped({ record, picture }: DropCandidate, services: Services): Promise<boolean> {
  const stored = picture.path === null ? null : await services.store.readPicture(picture.path);
  return stored !== null && standsElsewhere(record, picture.index, stored, services.workspace);
}
