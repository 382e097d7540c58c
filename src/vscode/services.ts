import * as vscode from 'vscode';
import { folderDisk } from '../disk/folderDisk.ts';
import { thisProcess } from '../disk/thisProcess.ts';
import { systemClock } from '../generation/clock.ts';
import { Slots } from '../generation/slots.ts';
import { Claims } from '../records/claims.ts';
import { RecordStore } from '../records/recordStore.ts';
import { createRunComfyClient, type RunComfyClient } from '../runcomfy/client.ts';
import { createTransport } from '../runcomfy/transport.ts';
import { EditorWorkspace } from './editorWorkspace.ts';
import { FollowedPlaces } from './followedPlaces.ts';
import { Log } from './log.ts';
import { concurrencyLimit } from './settings.ts';
import { Tokens } from './tokens.ts';

/** What commands and generations work with, made once for a window. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly tokens: Tokens;
  readonly places: FollowedPlaces;
  readonly workspace: EditorWorkspace;
  readonly records: RecordStore;
  readonly claims: Claims;
  readonly slots: Slots;
  readonly clock: typeof systemClock;
  /** A client for an API; its token is read at each call. */
  readonly client: (apiBaseUrl: URL, token?: string) => RunComfyClient;
}

export function createServices(context: vscode.ExtensionContext, log: Log): Services {
  const disk = folderDisk(context.globalStorageUri.fsPath);
  const transport = createTransport();
  const tokens = new Tokens(context.secrets, log);
  const places = new FollowedPlaces();
  context.subscriptions.push(places, { dispose: () => void transport.close() });
  return {
    context,
    log,
    tokens,
    places,
    workspace: new EditorWorkspace(places),
    records: new RecordStore(disk),
    claims: new Claims({ disk, ...thisProcess }),
    slots: new Slots(concurrencyLimit),
    clock: systemClock,
    client: (apiBaseUrl, token) =>
      createRunComfyClient({
        apiBaseUrl,
        transport,
        token: () => (token === undefined ? tokens.get(apiBaseUrl) : Promise.resolve(token)),
      }),
  };
}
