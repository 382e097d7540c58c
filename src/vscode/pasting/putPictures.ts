import * as vscode from 'vscode';
import * as z from 'zod';
import { pictureFile, savedFile } from '../../delivery/pictureFile.ts';
import { preparePictures } from '../../delivery/preparePictures.ts';
import { pictureLink, standsAlone } from '../../documents/documentLanguage.ts';
import { mostCarried } from '../../pictureTransfer.ts';
import type { PictureId } from '../../protocol.ts';
import type { GenerationRecord, SavedFile } from '../../records/generationRecord.ts';
import { hashOf } from '../../records/recordStore.ts';
import { kindOf } from '../documentKind.ts';
import { findPicture, putSaved, type PictureAtHand } from '../pictureActions.ts';
import type { Services } from '../services.ts';
import { waitingFor } from '../waitingFor.ts';
import { pictureGone, severalNotInserted } from '../words/deliveries.ts';
import { show } from '../words/message.ts';
import type { Put } from './registerPasting.ts';

const carriedSchema: z.ZodType<readonly PictureId[]> = z
  .array(z.object({ generation: z.string(), index: z.int().positive() }))
  .max(mostCarried);

/** A file that will stand there if the person goes through with it. */
interface Offered {
  readonly record: GenerationRecord;
  readonly saved: SavedFile;
}

/** Makes links, and the files that they show, of pictures that were carried out of the gallery. */
export class PutPictures implements vscode.Disposable {
  readonly #services: Services;
  /** What was offered last, by the URIs of its files. */
  #offered: ReadonlyMap<string, Offered> = new Map();
  readonly #listener: vscode.Disposable;

  constructor(services: Services) {
    this.#services = services;
    this.#listener = vscode.workspace.onDidCreateFiles(({ files }) => {
      for (const file of files) {
        this.#created(file.toString()).catch((error: unknown) => {
          services.log.error(`It could not be put down that ${file.toString()} was saved`, error);
        });
      }
    });
  }

  /**
   * `carried` is what the gallery's page gave out, `at` where it goes. Null where it is nothing that the document can
   * show, which is told without a wait: the editor waits for this.
   */
  async put(document: vscode.TextDocument, at: vscode.Position, carried: string): Promise<Put | null> {
    const ids = pictureIds(carried);
    await this.#read(ids);
    const found = await Promise.all(
      ids.map(({ generation, index }) => findPicture(generation, index, this.#services)),
    );
    const atHand = found.filter((picture) => picture !== null);
    if (ids.length === 0) {
      return null;
    }
    if (atHand.length < ids.length) {
      void show(pictureGone());
    }
    return atHand.length === 0 ? null : this.#offer(document, at, atHand);
  }

  dispose(): void {
    this.#listener.dispose();
  }

  /** What was copied in another window may be older than what this one has read. */
  async #read(ids: readonly PictureId[]): Promise<void> {
    const { book } = this.#services;
    await book.load();
    while (book.hasMore && ids.some(({ generation }) => book.get(generation) === null)) {
      await book.loadMore();
    }
  }

  async #offer(
    document: vscode.TextDocument,
    at: vscode.Position,
    atHand: readonly PictureAtHand[],
  ): Promise<Put | null> {
    const { workspace } = this.#services;
    const offset = document.offsetAt(at);
    const place = { start: offset, end: offset };
    const ready = await waitingFor(atHand, document, place, this.#services);
    const now = workspace.documentNow(document.uri.toString());
    if (ready.outcome === 'notReady' || now === null) {
      void show(severalNotInserted(ready.outcome === 'notReady' ? ready.why : 'documentGone'));
      return null;
    }
    if (ready.waiting.length < atHand.length) {
      void show(severalNotInserted('formatNotShown'));
    }
    const prepared = await preparePictures(now, ready.waiting, new Map(), workspace);
    const files = new vscode.WorkspaceEdit();
    const offered = new Map<string, Offered>();
    for (const { waiting, file, fileStands } of prepared) {
      const { record, picture } = waiting;
      if (!fileStands) {
        const contents = pictureFile(waiting, record.delivery.embedPrompt, workspace);
        files.createFile(vscode.Uri.parse(file), { contents });
        offered.set(file, { record, saved: savedFile(picture, file, contents) });
      }
    }
    this.#offered = offered;
    const kind = kindOf(document);
    const apart = now.endOfLine.repeat(2);
    const links = prepared.map(({ picture }) => pictureLink(kind, picture)).join(apart);
    const isWithinLine = document.lineAt(at).text.trim() !== '';
    const needsLines = isWithinLine && prepared.some(({ picture }) => standsAlone(kind, picture));
    return { text: needsLines ? `${apart}${links}${apart}` : links, files };
  }

  /** The name may be another picture's by now: what was offered may have been left, or undone. */
  async #created(file: string): Promise<void> {
    const offered = this.#offered.get(file);
    const bytes = offered === undefined ? null : await this.#services.workspace.readFile(file);
    if (offered !== undefined && bytes !== null && hashOf(bytes) === offered.saved.sha256) {
      await putSaved(offered.record, offered.saved, this.#services);
    }
  }
}

function pictureIds(carried: string): readonly PictureId[] {
  try {
    return carriedSchema.safeParse(JSON.parse(carried)).data ?? [];
  } catch {
    return [];
  }
}
