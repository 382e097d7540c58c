import * as vscode from 'vscode';
import { Decisions } from '../orders/decisions.ts';
import { goOn, type GoOnOccasion } from '../orders/goOn.ts';
import type { OrderTools } from '../orders/orderTools.ts';
import { Orders } from '../orders/orders.ts';
import type { GenerateAgainAs } from './afterNotInserted.ts';
import { cancelGeneration } from './commands/cancelGeneration.ts';
import { clearApiToken } from './commands/clearApiToken.ts';
import { Generate } from './commands/generate.ts';
import { GenerateAgain } from './commands/generateAgain.ts';
import { generateAgainFromFile } from './commands/generateAgainFromFile.ts';
import { GenerateAndInsert } from './commands/generateAndInsert.ts';
import { GenerateFromSelection } from './commands/generateFromSelection.ts';
import { GenerateMissing } from './commands/generateMissing.ts';
import { insertFromHistory } from './commands/insertFromHistory.ts';
import { regenerate } from './commands/regenerate.ts';
import { setApiToken } from './commands/setApiToken.ts';
import type { DetailsPages } from './detailsPages.ts';
import { failable } from './failable.ts';
import { Gallery } from './gallery/gallery.ts';
import { PictureDesk } from './gallery/pictureDesk.ts';
import { housekeeping } from './housekeeping.ts';
import { imageDetailsOf, showImageDetails } from './imageDetails.ts';
import { JobDesk } from './jobDesk.ts';
import type { Log } from './log.ts';
import { orderNotification } from './orderNotification.ts';
import { PutPictures } from './pasting/putPictures.ts';
import type { Put } from './pasting/registerPasting.ts';
import { createServices } from './services.ts';
import { showRunning } from './statusBar.ts';
import { Telling } from './telling.ts';
import { workspaceKey } from './workspaceKey.ts';

/** The commands of the manifest that need more than the log. */
export type CommandName =
  | 'cancelGeneration'
  | 'clearApiToken'
  | 'generate'
  | 'generateAgainFromFile'
  | 'generateAndInsert'
  | 'generateFromSelection'
  | 'generateMissing'
  | 'generateMissingInFolder'
  | 'insertFromHistory'
  | 'openGallery'
  | 'regenerate'
  | 'setApiToken'
  | 'showImageDetails';

/** Everything behind the commands. It is loaded when the first of them runs, or when something is left to go on. */
export interface Application {
  /** The arguments are what the editor's menus give: the file that was clicked, and all that are selected. */
  run(command: CommandName, args: readonly unknown[]): Promise<void>;
  /** The text of a page with what a picture's file tells. */
  detailsOf(page: vscode.Uri): Promise<string>;
  /** What pictures carried out of the gallery are in a document; null where it can show none of them. */
  put(document: vscode.TextDocument, at: vscode.Position, carried: string): Promise<Put | null>;
  /** Takes in a gallery that the editor has brought back after a reload. */
  adoptGallery(panel: vscode.WebviewPanel): void;
  goOn(): Promise<void>;
  /** Resolves when the window may close. */
  suspend(): Promise<void>;
}

export function createApplication(
  context: vscode.ExtensionContext,
  log: Log,
  pages: DetailsPages,
): Application {
  const services = createServices(context, log);
  const orderTools: OrderTools = {
    ...services,
    service: (apiBaseUrl) => services.client(new URL(apiBaseUrl)),
    workspaceKey,
    view: orderNotification,
    tell: (result) => telling.tell(result),
  };
  const orders = new Orders(orderTools);
  const jobs = new JobDesk(services, new Decisions(orderTools, orders));
  const again: GenerateAgainAs = (id, format) =>
    failable(log, 'Generate Again', () => generateAgain.execute(id, format));
  const gallery: Gallery = new Gallery(services, jobs, {
    generate: () => run('generate'),
    useSettings: (id) => failable(log, 'Use These Settings', () => generateAgain.useSettings(id)),
    setToken: () => run('setApiToken'),
    desk: new PictureDesk(services, again),
  });
  const telling: Telling = new Telling(services, jobs, gallery, again);
  const generate = new Generate(services, orders, gallery);
  const generateAgain = new GenerateAgain(services, orders, generate, gallery);
  const generateAndInsert = new GenerateAndInsert(services, orders);
  const generateFromSelection = new GenerateFromSelection(services, orders, gallery);
  const generateMissing = new GenerateMissing(services, orders);
  const pasting = new PutPictures(services);
  const goOnWith = (occasion: GoOnOccasion): Promise<void> =>
    failable(log, 'Going on', () => goOn(occasion, { ...orderTools, orders, telling }));

  const commands: Record<CommandName, (args: readonly unknown[]) => Promise<void>> = {
    cancelGeneration: () => cancelGeneration(services),
    clearApiToken: () => clearApiToken(services),
    generate: () => generate.execute(),
    generateAgainFromFile: ([file]) => generateAgainFromFile(file, services, generateAgain),
    generateAndInsert: () => generateAndInsert.execute(),
    generateFromSelection: () => generateFromSelection.execute(),
    generateMissing: (args) => generateMissing.inDocuments(args),
    generateMissingInFolder: (args) => generateMissing.inFolders(args),
    insertFromHistory: () => insertFromHistory(services, again),
    openGallery: () => gallery.focus(),
    regenerate: (args) => regenerate(args, services, generateAgain),
    setApiToken: async () => {
      if (await setApiToken(services)) {
        await goOnWith('newToken');
      }
    },
    showImageDetails: ([file]) => showImageDetails(file, pages),
  };
  const run = (name: CommandName, args: readonly unknown[] = []): Promise<void> =>
    failable(log, name, () => commands[name](args));

  context.subscriptions.push(
    gallery,
    pasting,
    showRunning(services),
    housekeeping(services, gallery),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        void goOnWith('return');
      }
    }),
  );

  return {
    run,
    detailsOf: imageDetailsOf,
    put: async (document, at, carried) =>
      (await failable(log, 'Pasting', () => pasting.put(document, at, carried))) ?? null,
    adoptGallery: (panel) => {
      gallery.adopt(panel);
    },
    goOn: () => goOnWith('start'),
    suspend: () => orders.suspend(),
  };
}
