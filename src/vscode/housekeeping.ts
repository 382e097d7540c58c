import * as vscode from 'vscode';
import { temporaryFolder } from '../disk/folderDisk.ts';
import { removeLeftovers } from '../disk/removeLeftovers.ts';
import { claimsFolder } from '../records/claimFiles.ts';
import { failable } from './failable.ts';
import { keepHistoryLimit } from './historyLimit.ts';
import type { Services } from './services.ts';
import type { GalleryView } from './telling.ts';

const day = 24 * 60 * 60 * 1000;
/** What was deleted can be brought back for so long. */
const keptInBin = 30 * day;
/** The limit is looked at again after so many new pictures: it is no hard border. */
const lookEvery = 20;

/** Keeps our store in order, once something came into it, and never while nothing does. */
export function housekeeping(services: Services, gallery: GalleryView): vscode.Disposable {
  const { generations, book, clock, log, context } = services;
  let finished = 0;
  let wasRunning = 0;
  const stop = generations.onDidChange(() => {
    const { running } = generations;
    const isDue = wasRunning > running && running === 0 && finished++ % lookEvery === 0;
    wasRunning = running;
    if (isDue) {
      void failable(log, 'Keeping the history in order', async () => {
        await book.emptyBin(new Date(clock.now() - keptInBin));
        const leftBehind = [temporaryFolder, claimsFolder];
        const yesterday = new Date(clock.now() - day);
        await removeLeftovers(context.globalStorageUri.fsPath, leftBehind, yesterday);
        await keepHistoryLimit(services, () => gallery.show());
      });
    }
  });
  return new vscode.Disposable(stop);
}
