import * as vscode from 'vscode';
import * as z from 'zod';
import { pictureFile, savedFile } from '../../delivery/pictureFile.ts';
import { preparePictures } from '../../delivery/preparePictures.ts';
import { pictureLink } from '../../documents/documentLanguage.ts';
import { mostCarried } from '../../pictureTransfer.ts';
import type { PictureId } from '../../protocol.ts';
import type { GenerationRecord, SavedFile } from '../../records/generationRecord.ts';
import { kindOf } from '../documentKind.ts';
import { pictureAtHand, putSaved, type PictureAtHand } from '../pictureActions.ts';
import type { Services } from '../services.ts';
import { waitingFor } from '../waitingFor.ts';
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
        this.#created(file.toString());
      }
    });
  }

  /** `carried` is what the gallery's page gave out; null where it is nothing that the document can show. */
  async put(document: vscode.TextDocument, carried: string): Promise<Put | null> {
    await this.#services.book.load();
    const atHand: PictureAtHand[] = [];
    for (const { generation, index } of pictureIds(carried)) {
      const at = await pictureAtHand(generation, index, this.#services);
      atHand.push(...(at === null ? [] : [at]));
    }
    const start = { start: 0, end: 0 };
    const ready = atHand.length === 0 ? null : await waitingFor(atHand, document, start, this.#services);
    if (ready?.outcome !== 'ready') {
      return null;
    }
    const { workspace } = this.#services;
    const now = workspace.documentNow(document.uri.toString());
    if (now === null) {
      return null;
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
    const links = prepared.map(({ picture }) => pictureLink(kindOf(document), picture));
    return { text: links.join(now.endOfLine.repeat(2)), files };
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #created(file: string): void {
    const offered = this.#offered.get(file);
    if (offered !== undefined) {
      putSaved(offered.record, offered.saved, this.#services).catch((error: unknown) => {
        this.#services.log.error(`It could not be put down that ${file} was saved`, error);
      });
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
