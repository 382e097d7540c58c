import * as vscode from 'vscode';
import { Browsing } from '../../history/browsing.ts';
import { idOf } from '../../history/entries.ts';
import type { GalleryAction, HistoryQuery, Intent, Post, Snapshot } from '../../protocol.ts';
import { pictureOf } from '../../records/generationRecord.ts';
import type { JobDesk } from '../jobDesk.ts';
import type { Services } from '../services.ts';
import { readSetting } from '../settings.ts';
import type { GalleryView } from '../telling.ts';
import { dressPanel } from './dressPanel.ts';
import { galleryState } from './galleryState.ts';
import { parseIntent } from './intent.ts';
import { LinkedFiles } from './linkedFiles.ts';
import type { PictureDesk } from './pictureDesk.ts';
import { ShownSources } from './shownSources.ts';
import { snapshotOf } from './snapshot.ts';

const galleryViewType = 'zImage.gallery';

/** What the gallery's buttons lead to, besides decisions about jobs. */
export interface GalleryTools {
  readonly desk: PictureDesk;
  readonly generate: () => Promise<void>;
  /** Asks for another prompt, for the settings of a generation. */
  readonly useSettings: (generation: string) => Promise<void>;
  readonly setToken: () => Promise<void>;
}

/** The one gallery of a window: opens its panel, keeps it as the records are, and does what its page asks for. */
export class Gallery implements GalleryView, vscode.Disposable {
  readonly #services: Services;
  readonly #jobs: JobDesk;
  readonly #tools: GalleryTools;
  readonly #sources: ShownSources;
  readonly #linked: LinkedFiles;
  readonly #browsing: Browsing;
  readonly #subscriptions: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | null = null;
  #drawing = false;
  #isLoaded = false;
  #hasToken = true;

  constructor(services: Services, jobs: JobDesk, tools: GalleryTools) {
    this.#services = services;
    this.#jobs = jobs;
    this.#tools = tools;
    this.#sources = new ShownSources(services.store);
    const { book, generations, tokens, worked } = services;
    this.#linked = new LinkedFiles(worked);
    this.#browsing = new Browsing(book, this.#linked);
    const redraw = (): void => {
      this.#redraw();
    };
    this.#subscriptions.push(
      new vscode.Disposable(book.onDidChange(redraw)),
      new vscode.Disposable(generations.onDidChange(redraw)),
      tools.desk.onDidChange(redraw),
      worked.onDidChange(redraw),
      this.#linked.onDidChange(() => {
        redraw();
        this.#browsing.fill().catch((error: unknown) => {
          services.log.error('The history could not be looked through', error);
        });
      }),
      new vscode.Disposable(() => {
        this.#linked.dispose();
      }),
      tokens.onDidChange(() => void this.#lookForToken()),
    );
  }

  get isVisible(): boolean {
    return this.#panel?.visible === true;
  }

  /** Beside what the person works in, whose focus stays where it is. */
  show(): Promise<void> {
    if (this.#panel !== null) {
      if (!this.#panel.visible) {
        this.#panel.reveal(undefined, true);
      }
      return Promise.resolve();
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(galleryViewType, vscode.l10n.t('Z-Image Gallery'), column));
    return Promise.resolve();
  }

  showVariations(order: string): void {
    this.#browsing.viewVariations(order);
    this.#redraw();
  }

  /** Moves the focus into the gallery: the person asked for it. */
  async focus(): Promise<void> {
    await this.show();
    this.#panel?.reveal(undefined, false);
  }

  /** Takes a panel in: a new one, or one that the editor has brought back after a reload. */
  adopt(panel: vscode.WebviewPanel): void {
    const { context, log } = this.#services;
    this.#panel?.dispose();
    this.#panel = panel;
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const intent = parseIntent(message);
      if (intent === null || this.#panel !== panel) {
        log.warn('The gallery sent a message that is none of its own');
        return;
      }
      this.#receive(intent).catch((error: unknown) => {
        log.error('A wish from the gallery failed', error);
      });
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) {
        this.#panel = null;
        this.#browsing.selectAll(false);
        this.#browsing.viewAnother('nothing');
        // Nobody sees what the document links, so it is not looked at with each edit.
        void this.#linked.ask(false);
      }
    });
    dressPanel(panel, context);
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  async #receive(intent: Intent): Promise<void> {
    const { book } = this.#services;
    switch (intent.type) {
      case 'ready':
        await Promise.all([book.load(), this.#services.thumbnails.load()]);
        this.#isLoaded = true;
        this.#sources.forgetSeen();
        this.#browsing.dateIn(intent.timeZone);
        await Promise.all([this.#find(intent.query), this.#lookForToken()]);
        return;
      case 'find':
        return this.#find(intent.query);
      case 'look':
        this.#browsing.look(intent.range);
        this.#redraw();
        return this.#browsing.fill();
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
          await this.#tools.desk.actOnSeveral(intent.action, this.#browsing.selected().map(idOf)),
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
    this.#browsing.find(query);
    await this.#linked.ask(query.inDocument);
    this.#redraw();
    await this.#browsing.fill();
  }

  #browse(intent: Extract<Intent, { type: 'select' | 'selectAll' | 'view' | 'viewPicture' }>): void {
    switch (intent.type) {
      case 'select':
        this.#browsing.select(intent.how, intent);
        break;
      case 'selectAll':
        this.#browsing.selectAll(intent.isWanted);
        break;
      case 'viewPicture':
        this.#browsing.view([intent]);
        break;
      case 'view':
        this.#browsing.viewAnother(intent.what);
        break;
    }
    this.#redraw();
  }

  async #lookAfter(intent: Extract<Intent, { type: 'unloadable' }>): Promise<void> {
    const { generation, index, isThumbnail } = intent;
    if (isThumbnail) {
      await this.#services.thumbnails.drop(intent);
      this.#redraw();
      return;
    }
    const record = this.#services.book.get(generation);
    const path = record === null ? null : (pictureOf(record, index)?.path ?? null);
    await this.#sources.failed(generation, index, path);
    this.#redraw();
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
        this.showVariations(record.order.id);
      }
      return;
    }
    const said = await this.#tools.desk.act(action, generation, index);
    if (action === 'fetchAgain') {
      this.#sources.forget(generation, index);
      this.#redraw();
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
      await this.#post({ type: 'announce', text });
    }
  }

  async #lookForToken(): Promise<void> {
    const apiBaseUrl = readSetting('apiBaseUrl', null);
    const hasToken = (await this.#services.tokens.get(apiBaseUrl)) !== null;
    if (hasToken !== this.#hasToken) {
      this.#hasToken = hasToken;
      this.#redraw();
    }
  }

  /** Once for all changes of a moment. */
  #redraw(): void {
    if (this.#drawing || this.#panel === null) {
      return;
    }
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      const panel = this.#panel;
      if (panel !== null && this.#isLoaded) {
        void this.#post({ type: 'snapshot', snapshot: this.#snapshot(panel.webview) });
        this.#lookForShown().catch((error: unknown) => {
          this.#services.log.error('It could not be seen whether pictures are there', error);
        });
      }
    });
  }

  async #lookForShown(): Promise<void> {
    const { first, end } = this.#browsing.range;
    const shown = this.#browsing.found().entries.slice(first, end);
    const { thumbnails } = this.#services;
    if (await this.#sources.lookFor(shown.filter((entry) => thumbnails.pathOf(idOf(entry)) !== null))) {
      this.#redraw();
    }
  }

  async #post(post: Post): Promise<void> {
    await this.#panel?.webview.postMessage(post);
  }

  #snapshot(webview: vscode.Webview): Snapshot {
    const { desk } = this.#tools;
    const panel = {
      webview,
      desk,
      sources: this.#sources,
      hasToken: this.#hasToken,
      browsing: this.#browsing,
    };
    return snapshotOf(galleryState(this.#services, panel));
  }
}
