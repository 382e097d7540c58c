import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { standingFile } from '../../delivery/standingFile.ts';
import { fetchAgain } from '../../generation/fetchAgain.ts';
import { entriesOf, savedFileOf } from '../../history/entries.ts';
import type { PictureAction, PictureId, SeveralAction } from '../../protocol.ts';
import { afterNotInserted, type GenerateAgainAs } from '../afterNotInserted.ts';
import { insertByHand } from '../insertByHand.ts';
import {
  linkTo,
  openedDocument,
  pictureAtHand,
  save,
  saveAs,
  type PictureAtHand,
} from '../pictureActions.ts';
import { replaceOrPutBack } from '../replacing.ts';
import type { Services } from '../services.ts';
import { pictureGone } from '../words/deliveries.ts';
import { show, shortened } from '../words/message.ts';
import { actOnSeveral, putStar, savedText, saveEach } from './severalPictures.ts';

/** What is done with a picture itself. */
export type DeskAction = Exclude<PictureAction, 'showVariations' | 'useSettings'>;

interface Deleted extends PictureId {
  readonly prompt: string;
}

/** What is done with pictures of the gallery. Each action gives what to say to those who do not see what it did. */
export class PictureDesk implements vscode.Disposable {
  readonly #services: Services;
  readonly #generateAgain: GenerateAgainAs;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #deleted: readonly Deleted[] = [];

  constructor(services: Services, generateAgain: GenerateAgainAs) {
    this.#services = services;
    this.#generateAgain = generateAgain;
  }

  /** What was deleted last, in words, while it can be brought back here. */
  get deleted(): string | null {
    const [only] = this.#deleted;
    return only === undefined
      ? null
      : this.#deleted.length === 1
        ? vscode.l10n.t('Deleted “{0}”.', shortened(only.prompt))
        : vscode.l10n.t('Deleted {0} images.', this.#deleted.length);
  }

  async act(action: DeskAction, generation: string, index: number): Promise<string | null> {
    switch (action) {
      case 'generateAgain':
        await this.#generateAgain(generation);
        return null;
      case 'delete':
        return this.#delete([{ generation, index }]);
      case 'fetchAgain':
        return this.#fetchAgain(generation, index);
      case 'openSaved':
        return this.#openSaved(generation, index);
      case 'star':
      case 'unstar':
        await putStar(generation, index, action === 'star', this.#services);
        return null;
      case 'putBack':
      case 'replace':
        return replaceOrPutBack(action, generation, index, this.#services);
      case 'copyLink':
      case 'insert':
      case 'open':
      case 'save':
      case 'saveAs': {
        const at = await pictureAtHand(generation, index, this.#services);
        return at === null ? null : this.#do(action, at);
      }
    }
  }

  actOnSeveral(action: SeveralAction, pictures: readonly PictureId[]): Promise<string | null> {
    return action === 'delete' ? this.#delete(pictures) : actOnSeveral(action, pictures, this.#services);
  }

  /** Saves each picture that the history shows and that was not saved yet. */
  async saveAll(): Promise<string> {
    const { book } = this.#services;
    const entries = entriesOf([...book.list('open'), ...book.list('history')]);
    const unsaved = entries.filter((entry) => savedFileOf(entry) === null);
    const ids = unsaved.map(({ record, picture }) => ({ generation: record.id, index: picture.index }));
    return savedText((await saveEach(ids, this.#services)).length);
  }

  async undoDelete(): Promise<string | null> {
    const deleted = this.#deleted;
    const [only] = deleted;
    if (only === undefined) {
      return null;
    }
    try {
      for (const each of deleted) {
        await this.#services.book.restorePicture(each.generation, each.index);
        // What the disk did not bring back can still be asked for.
        this.#deleted = this.#deleted.filter((other) => other !== each);
      }
    } finally {
      this.#changed.fire();
    }
    return deleted.length === 1
      ? vscode.l10n.t('“{0}” is back.', shortened(only.prompt))
      : vscode.l10n.t('{0} images are back.', deleted.length);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #do(
    action: 'copyLink' | 'insert' | 'open' | 'save' | 'saveAs',
    at: PictureAtHand,
  ): Promise<string | null> {
    switch (action) {
      case 'save':
        return savedAs(await save(at, this.#services));
      case 'saveAs':
        return savedAs(await saveAs(at, this.#services));
      case 'copyLink':
        return this.#copyLink(at);
      case 'insert':
        return this.#insert(at);
      case 'open':
        await this.#open(at);
        return null;
    }
  }

  /** A hosted address is never put into a document: it is saved first, and the link is to the file. */
  async #copyLink(at: PictureAtHand): Promise<string | null> {
    const file = await save(at, this.#services);
    if (file === null) {
      return null;
    }
    const worked = this.#services.worked.get();
    const document = worked === null ? null : await openedDocument(worked.toString());
    await vscode.env.clipboard.writeText(await linkTo(file, at.record.altText, document));
    return vscode.l10n.t('The link is on the clipboard. The image is saved as {0}.', relative(file));
  }

  async #insert(at: PictureAtHand): Promise<string | null> {
    const result = await insertByHand([at], this.#services);
    if (result.outcome === 'inserted') {
      return vscode.l10n.t('Inserted into {0}.', basename(result.document.path));
    }
    return savedAs(await afterNotInserted(result.why, at, this.#services, this.#generateAgain));
  }

  /** In full size, in the editor's own image preview. */
  async #open({ record, picture }: PictureAtHand): Promise<void> {
    const { context } = this.#services;
    const standing =
      picture.path === null ? await standingFile(record, picture.index, this.#services.workspace) : null;
    const uri =
      picture.path === null
        ? vscode.Uri.parse(standing?.file ?? '')
        : vscode.Uri.joinPath(context.globalStorageUri, picture.path);
    await vscode.commands.executeCommand('vscode.open', uri);
  }

  async #openSaved(generation: string, index: number): Promise<string | null> {
    const { book, workspace } = this.#services;
    const saved = book.get(generation)?.saved.findLast((each) => each.index === index);
    if (saved === undefined) {
      return null;
    }
    if (await workspace.exists(saved.file)) {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(saved.file));
      return null;
    }
    // Renamed, moved or deleted: from now on it counts as not saved.
    await book.update(generation, (record) => ({
      ...record,
      saved: record.saved.filter(({ file }) => file !== saved.file),
    }));
    return vscode.l10n.t('{0} is no longer there. Save the image again.', relative(saved.file));
  }

  async #delete(pictures: readonly PictureId[]): Promise<string | null> {
    const { book, clock } = this.#services;
    const deleted: Deleted[] = [];
    try {
      for (const { generation, index } of pictures) {
        const prompt = book.get(generation)?.altText;
        if (prompt !== undefined) {
          await book.deletePicture(generation, index, new Date(clock.now()));
          deleted.push({ generation, index, prompt });
        }
      }
    } finally {
      // Also where the disk fails in the midst: what went before can be brought back.
      if (deleted.length > 0) {
        this.#deleted = deleted;
        this.#changed.fire();
      }
    }
    return deleted.length > 0 ? this.deleted : null;
  }

  /** Our copy and the saved file are gone, but the service may still have it. It costs nothing. */
  async #fetchAgain(generation: string, index: number): Promise<string | null> {
    const { book, client } = this.#services;
    const record = book.get(generation);
    if (record?.state.step !== 'stored') {
      return null;
    }
    const service = client(new URL(record.apiBaseUrl));
    const fetched = await fetchAgain(record.id, record.state, index, { service, journal: book });
    if (fetched === null) {
      await show(pictureGone());
      return null;
    }
    await book.replacePicture(generation, fetched);
    return vscode.l10n.t('The image is back.');
  }
}

function savedAs(file: string | null): string | null {
  return file === null ? null : vscode.l10n.t('Saved as {0}.', relative(file));
}

function relative(file: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(file));
}
