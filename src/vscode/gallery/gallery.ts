import * as vscode from 'vscode';
import { entriesOf } from '../../history/entries.ts';
import { everything, isEverything, matcherOf } from '../../history/matches.ts';
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

/** About what a large window shows of what is looked for; more is read when its end comes into sight. */
const foundAtOnce = 60;

/** What the gallery's buttons lead to, besides decisions about jobs. */
export interface GalleryTools {
  readonly desk: PictureDesk;
  readonly generate: () => Promise<void>;
  readonly setToken: () => Promise<void>;
}

/** The one gallery of a window: opens its panel, keeps it as the records are, and does what its page asks for. */
export class Gallery implements GalleryView, vscode.Disposable {
  readonly #services: Services;
  readonly #jobs: JobDesk;
  readonly #tools: GalleryTools;
  readonly #sources: ShownSources;
  readonly #linked: LinkedFiles;
  readonly #subscriptions: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | null = null;
  #drawing = false;
  #isLoaded = false;
  #hasToken = true;
  #query = everything;

  constructor(services: Services, jobs: JobDesk, tools: GalleryTools) {
    this.#services = services;
    this.#jobs = jobs;
    this.#tools = tools;
    this.#sources = new ShownSources(services.store);
    const { book, generations, tokens, worked } = services;
    this.#linked = new LinkedFiles(worked);
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
        this.#fill().catch((error: unknown) => {
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
        await book.load();
        this.#isLoaded = true;
        await Promise.all([this.#find(intent.query), this.#lookForToken()]);
        return;
      case 'find':
        return this.#find(intent.query);
      case 'more':
        return this.#loadMore(intent.shown);
      case 'job':
        return this.#jobs.act(intent.action, [intent.generation]);
      case 'picture':
        return this.#actOnPicture(intent);
      case 'several':
        return this.#announce(await this.#tools.desk.actOnSeveral(intent.action, intent.pictures));
      case 'gallery':
        return this.#act(intent.action);
      case 'unloadable':
        return this.#lookAfter(intent.generation, intent.index);
      case 'copied':
        return this.#announce(
          intent.worked
            ? vscode.l10n.t('The image is on the clipboard.')
            : vscode.l10n.t('The image could not be copied. Click into the gallery, and try again.'),
        );
    }
  }

  async #find(query: HistoryQuery): Promise<void> {
    this.#query = query;
    await this.#linked.ask(query.inDocument);
    this.#redraw();
    await this.#fill();
  }

  /** Of what is looked for, as much as a window shows. */
  async #fill(): Promise<void> {
    if (!isEverything(this.#query)) {
      await this.#loadUntil(foundAtOnce);
    }
  }

  /** The page has shown all that was found so far. */
  #loadMore(shown: number): Promise<void> {
    return isEverything(this.#query) ? this.#services.book.loadMore() : this.#loadUntil(shown + 1);
  }

  /** Reads on in the history until enough is found of what is looked for, or something else is. */
  async #loadUntil(enough: number): Promise<void> {
    const { book } = this.#services;
    const query = this.#query;
    const matches = matcherOf(query, (files) => this.#linked.hasOneOf(files));
    const found = (): number =>
      entriesOf([...book.list('open'), ...book.list('history')]).filter(matches).length;
    while (book.hasMore && query === this.#query && found() < enough) {
      await book.loadMore();
    }
  }

  async #lookAfter(generation: string, index: number): Promise<void> {
    const record = this.#services.book.get(generation);
    const path = record === null ? null : (pictureOf(record, index)?.path ?? null);
    await this.#sources.failed(generation, index, path);
    this.#redraw();
  }

  async #actOnPicture({ action, generation, index }: Extract<Intent, { type: 'picture' }>): Promise<void> {
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
      }
    });
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
      query: this.#query,
      linked: this.#linked,
    };
    return snapshotOf(galleryState(this.#services, panel));
  }
}
