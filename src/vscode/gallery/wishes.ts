import * as vscode from 'vscode';
import type { Browsing } from '../../history/browsing.ts';
import { idOf } from '../../history/entries.ts';
import type { GalleryAction, HistoryQuery, Intent } from '../../protocol.ts';
import { pictureOf } from '../../records/generationRecord.ts';
import type { JobDesk } from '../jobDesk.ts';
import type { Services } from '../services.ts';
import type { LinkedFiles } from './linkedFiles.ts';
import type { PictureDesk } from './pictureDesk.ts';
import type { ShownSources } from './shownSources.ts';

/** What the gallery's buttons lead to, besides decisions about jobs. */
export interface GalleryTools {
  readonly desk: PictureDesk;
  readonly generate: () => Promise<void>;
  /** Asks for another prompt, for the settings of a generation. */
  readonly useSettings: (generation: string) => Promise<void>;
  readonly setToken: () => Promise<void>;
}

/** What a page is shown from, and by whom. */
export interface PageState {
  readonly browsing: Browsing;
  readonly linked: LinkedFiles;
  readonly sources: ShownSources;
  /** The page is there, and all that it is to show was read. */
  readonly ready: () => Promise<void>;
  readonly redraw: () => void;
  /** Says what cannot be seen. */
  readonly announce: (text: string) => Promise<void>;
}

/** Does what the gallery's page asks for. */
export class Wishes {
  readonly #services: Services;
  readonly #jobs: JobDesk;
  readonly #tools: GalleryTools;
  readonly #page: PageState;

  constructor(services: Services, jobs: JobDesk, tools: GalleryTools, page: PageState) {
    this.#services = services;
    this.#jobs = jobs;
    this.#tools = tools;
    this.#page = page;
  }

  async fulfil(intent: Intent): Promise<void> {
    const { book, thumbnails } = this.#services;
    switch (intent.type) {
      case 'ready':
        await Promise.all([book.load(), thumbnails.load()]);
        this.#page.sources.forgetSeen();
        this.#page.browsing.dateIn(intent.timeZone);
        await Promise.all([this.#page.ready(), this.#find(intent.query)]);
        return;
      case 'find':
        return this.#find(intent.query);
      case 'look':
        this.#page.browsing.look(intent.range);
        this.#page.redraw();
        return this.#page.browsing.fill();
      case 'select':
      case 'selectAll':
      case 'view':
      case 'viewPicture':
        this.#browse(intent);
        return;
      case 'job':
        return this.#jobs.act(intent.action, [intent.generation]);
      case 'picture':
        return this.#actOnPicture(intent);
      case 'several':
        return this.#announce(
          await this.#tools.desk.actOnSeveral(intent.action, this.#page.browsing.selected().map(idOf)),
        );
      case 'gallery':
        return this.#act(intent.action);
      case 'unloadable':
        return this.#lookAfter(intent);
      case 'thumbnail':
        await this.#keepThumbnail(intent);
        return;
      case 'copied':
        return this.#announce(
          intent.worked
            ? vscode.l10n.t('The image is on the clipboard.')
            : vscode.l10n.t('The image could not be copied. Click into the gallery, and try again.'),
        );
    }
  }

  async #find(query: HistoryQuery): Promise<void> {
    this.#page.browsing.find(query);
    await this.#page.linked.ask(query.inDocument);
    this.#page.redraw();
    await this.#page.browsing.fill();
  }

  #browse(intent: Extract<Intent, { type: 'select' | 'selectAll' | 'view' | 'viewPicture' }>): void {
    switch (intent.type) {
      case 'select':
        this.#page.browsing.select(intent.how, intent);
        break;
      case 'selectAll':
        this.#page.browsing.selectAll(intent.isWanted);
        break;
      case 'viewPicture':
        this.#page.browsing.view([intent]);
        break;
      case 'view':
        this.#page.browsing.viewAnother(intent.what);
        break;
    }
    this.#page.redraw();
  }

  async #lookAfter(intent: Extract<Intent, { type: 'unloadable' }>): Promise<void> {
    const { generation, index, isThumbnail } = intent;
    if (isThumbnail) {
      await this.#services.thumbnails.drop(intent);
      this.#page.redraw();
      return;
    }
    const record = this.#services.book.get(generation);
    const path = record === null ? null : (pictureOf(record, index)?.path ?? null);
    await this.#page.sources.failed(generation, index, path);
    this.#page.redraw();
  }

  /** The page goes on showing the picture itself: it has it, and nothing jumps. */
  async #keepThumbnail({ generation, index, bytes }: Extract<Intent, { type: 'thumbnail' }>): Promise<void> {
    const { book, thumbnails, log } = this.#services;
    const record = book.get(generation);
    if (record === null || pictureOf(record, index) === null) {
      return;
    }
    if (!(await thumbnails.keep({ generation, index }, bytes))) {
      log.warn(`${generation}: a small copy of picture ${index} is none, and is not kept`);
    }
  }

  async #actOnPicture({ action, generation, index }: Extract<Intent, { type: 'picture' }>): Promise<void> {
    if (action === 'useSettings') {
      return this.#tools.useSettings(generation);
    }
    if (action === 'showVariations') {
      const record = this.#services.book.get(generation);
      if (record !== null) {
        this.#page.browsing.viewVariations(record.order.id);
        this.#page.redraw();
        await this.#page.browsing.fillVariations();
      }
      return;
    }
    const said = await this.#tools.desk.act(action, generation, index);
    if (action === 'fetchAgain') {
      this.#page.sources.forget(generation, index);
      this.#page.redraw();
    }
    await this.#announce(said);
  }

  async #act(action: GalleryAction): Promise<void> {
    const { desk, generate, setToken } = this.#tools;
    switch (action) {
      case 'saveAll':
        return this.#announce(await desk.saveAll());
      case 'undoDelete':
        return this.#announce(await desk.undoDelete());
      case 'generate':
        return generate();
      case 'setToken':
        return setToken();
    }
  }

  async #announce(text: string | null): Promise<void> {
    if (text !== null) {
      await this.#page.announce(text);
    }
  }
}
