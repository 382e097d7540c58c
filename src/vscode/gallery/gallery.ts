import * as vscode from 'vscode';
import type { ComingPicture } from '../../generation/outcome.ts';
import { Browsing } from '../../history/browsing.ts';
import { idOf } from '../../history/entries.ts';
import type { Snapshot } from '../../protocol.ts';
import type { JobDesk } from '../jobDesk.ts';
import type { Services } from '../services.ts';
import { readSetting } from '../settings.ts';
import type { GalleryView } from '../telling.ts';
import { dressPanel } from './dressPanel.ts';
import { addressIn, galleryState } from './galleryState.ts';
import { parseIntent } from './intent.ts';
import { LinkedFiles } from './linkedFiles.ts';
import { PanelPosts } from './panelPosts.ts';
import { ShownSources } from './shownSources.ts';
import { snapshotOf } from './snapshot.ts';
import { Wishes, type GalleryTools } from './wishes.ts';

const galleryViewType = 'zImage.gallery';

/** In bytes. Larger ones the page fetches when it shows them: one message is not to keep all others waiting. */
const mostHanded = 8 * 1024 * 1024;

/** The one gallery of a window: opens its panel, and keeps it as the records are. */
export class Gallery implements GalleryView, vscode.Disposable {
  readonly #services: Services;
  readonly #tools: GalleryTools;
  readonly #sources: ShownSources;
  readonly #linked: LinkedFiles;
  readonly #browsing: Browsing;
  readonly #wishes: Wishes;
  readonly #subscriptions: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | null = null;
  #posts: PanelPosts | null = null;
  #isLoaded = false;
  #hasToken = true;

  constructor(services: Services, jobs: JobDesk, tools: GalleryTools) {
    this.#services = services;
    this.#tools = tools;
    this.#sources = new ShownSources(services.store);
    const { book, generations, tokens, worked } = services;
    this.#linked = new LinkedFiles(worked);
    this.#browsing = new Browsing(book, this.#linked);
    const redraw = (): void => {
      this.#redraw();
    };
    this.#wishes = new Wishes(services, jobs, tools, {
      browsing: this.#browsing,
      linked: this.#linked,
      sources: this.#sources,
      redraw,
      ready: () => {
        this.#isLoaded = true;
        this.#posts?.begin();
        return this.#lookForToken();
      },
      announce: async (text) => this.#posts?.post({ type: 'announce', text }),
    });
    this.#subscriptions.push(
      new vscode.Disposable(book.onDidChange(redraw)),
      new vscode.Disposable(generations.onDidChange(redraw)),
      new vscode.Disposable(
        generations.onComing((picture) => {
          // Whatever goes wrong here is nothing to the job.
          this.#hand(picture).catch((error: unknown) => {
            services.log.error('A picture could not be handed to the gallery', error);
          });
        }),
      ),
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
    // Closed meanwhile, it does not open with what nobody asks for any more.
    if (this.#panel !== null) {
      this.#browsing.viewVariations(order);
      this.#redraw();
    }
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
    this.#posts = new PanelPosts(
      panel,
      () => {
        this.#lookForShown().catch((error: unknown) => {
          log.error('It could not be seen whether pictures are there', error);
        });
        return { type: 'snapshot', snapshot: this.#snapshot(panel.webview) };
      },
      (error) => {
        log.error('The gallery could not be drawn', error);
      },
    );
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const intent = parseIntent(message);
      if (intent === null || this.#panel !== panel) {
        log.warn('The gallery sent a message that is none of its own');
        return;
      }
      this.#wishes.fulfil(intent).catch((error: unknown) => {
        log.error('A wish from the gallery failed', error);
      });
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) {
        this.#panel = null;
        this.#posts = null;
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

  async #lookForToken(): Promise<void> {
    const apiBaseUrl = readSetting('apiBaseUrl', null);
    const hasToken = (await this.#services.tokens.get(apiBaseUrl)) !== null;
    if (hasToken !== this.#hasToken) {
      this.#hasToken = hasToken;
      this.#redraw();
    }
  }

  #redraw(): void {
    if (this.#isLoaded) {
      this.#posts?.draw();
    }
  }

  async #lookForShown(): Promise<void> {
    const { first, end } = this.#browsing.range;
    const shown = this.#browsing.found().entries.slice(first, end);
    const { thumbnails } = this.#services;
    if (await this.#sources.lookFor(shown.filter((entry) => thumbnails.pathOf(idOf(entry)) !== null))) {
      this.#redraw();
    }
  }

  /**
   * The page has a picture by the time that the record has it: it would have to fetch it through the editor otherwise,
   * which takes longer than all else between the picture's last byte and its place in the list.
   */
  async #hand({ path, bytes }: ComingPicture): Promise<void> {
    const panel = this.#panel;
    // A hidden page has no use for it: it fetches what it shows when it is there again.
    if (panel?.visible === true && this.#isLoaded && (bytes === null || bytes.length <= mostHanded)) {
      const address = addressIn(panel.webview, this.#services.context, path);
      // The editor takes a buffer of Node for an object like any other, and would write each byte as a number.
      const handed = bytes === null ? null : new Uint8Array(bytes);
      await this.#posts?.post({ type: 'picture', address, bytes: handed });
    }
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
