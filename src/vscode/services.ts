import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { folderDisk } from '../disk/folderDisk.ts';
import { thisProcess } from '../disk/thisProcess.ts';
import { watchFolder } from '../disk/watchFolder.ts';
import { systemClock } from '../generation/clock.ts';
import { Generations } from '../generation/generations.ts';
import { RunningTimes } from '../generation/runningTimes.ts';
import { Slots } from '../generation/slots.ts';
import { estimate } from '../models/price.ts';
import { Claims } from '../records/claims.ts';
import { RecordBook } from '../records/recordBook.ts';
import { RecordStore } from '../records/recordStore.ts';
import { spendingOf } from '../records/spending.ts';
import { Thumbnails } from '../records/thumbnails.ts';
import { createRunComfyClient, type RunComfyClient } from '../runcomfy/client.ts';
import { createEditorTransport } from '../runcomfy/editorTransport.ts';
import { eitherWay } from '../runcomfy/eitherWay.ts';
import { createTransport } from '../runcomfy/transport.ts';
import { EditorWorkspace } from './editorWorkspace.ts';
import { FollowedPlaces } from './followedPlaces.ts';
import { Log } from './log.ts';
import { readNetwork } from './network.ts';
import { Prices } from './prices.ts';
import { concurrencyLimit } from './settings.ts';
import { Tokens } from './tokens.ts';
import { spentText } from './words/money.ts';
import { WorkedDocument } from './workedDocument.ts';

/** What commands and generations work with, made once for a window. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly tokens: Tokens;
  readonly places: FollowedPlaces;
  readonly workspace: EditorWorkspace;
  /** The document that the person worked in last. */
  readonly worked: WorkedDocument;
  readonly store: RecordStore;
  readonly book: RecordBook;
  readonly thumbnails: Thumbnails;
  readonly generations: Generations;
  readonly prices: Prices;
  /** What this window's orders cost, in words; null before anything was paid. */
  readonly spent: () => string | null;
  readonly clock: typeof systemClock;
  /** A client for an API; its token is read at each call. */
  readonly client: (apiBaseUrl: URL, token?: string) => RunComfyClient;
}

export function createServices(context: vscode.ExtensionContext, log: Log): Services {
  const disk = folderDisk(context.globalStorageUri.fsPath);
  // One for each generation that runs, and two for what else there is to ask.
  const mostConnections = (): number => concurrencyLimit() + 2;
  const ownWay = createTransport({ network: readNetwork, mostConnections });
  const transport = eitherWay(ownWay, createEditorTransport());
  const tokens = new Tokens(context.secrets, log);
  const places = new FollowedPlaces();
  const worked = new WorkedDocument(places);
  const store = new RecordStore(disk);
  const book = new RecordBook(store, watchFolder(context.globalStorageUri.fsPath), (path) => {
    log.warn(`A record could not be read: ${path}`);
  });
  const client: Services['client'] = (apiBaseUrl, token) =>
    createRunComfyClient({
      apiBaseUrl,
      transport,
      token: () => (token === undefined ? tokens.get(apiBaseUrl) : Promise.resolve(token)),
    });
  const generations = new Generations({
    book,
    claims: new Claims({ disk, ...thisProcess }),
    service: (apiBaseUrl) => client(new URL(apiBaseUrl)),
    slots: new Slots(concurrencyLimit),
    clock: systemClock,
    random: Math.random,
    times: new RunningTimes({ memory: context.globalState, now: () => systemClock.now() }),
    newId: randomUUID,
  });
  const prices = new Prices({ memory: context.globalState, client, now: () => systemClock.now() });
  const spent = (): string | null => {
    const records = generations.ordered.flatMap((id) => book.get(id) ?? []);
    return spentText(
      spendingOf(records, ({ apiBaseUrl, request }) =>
        estimate(prices.known(new URL(apiBaseUrl), request.model), [request]),
      ),
    );
  };
  context.subscriptions.push(worked, places, book, { dispose: () => void transport.close() });
  return {
    context,
    log,
    tokens,
    places,
    workspace: new EditorWorkspace(places, log),
    worked,
    store,
    book,
    thumbnails: new Thumbnails(disk),
    generations,
    prices,
    spent,
    clock: systemClock,
    client,
  };
}
