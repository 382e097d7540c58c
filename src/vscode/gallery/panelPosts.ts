import type * as vscode from 'vscode';
import type { Post } from '../../protocol.ts';

type Panel = Pick<vscode.WebviewPanel, 'onDidDispose'> & {
  readonly webview: Pick<vscode.Webview, 'postMessage'>;
};

/**
 * What is posted to the page of one panel. A snapshot is made when the one before has reached the editor: of those in
 * between the page would show nothing, and the editor's window has other things to do.
 */
export class PanelPosts {
  readonly #webview: Panel['webview'];
  readonly #snapshot: () => Post;
  readonly #onTrouble: (error: unknown) => void;
  /** What the page was told last, as JSON; null for a new page. */
  #told: string | null = null;
  /** The page has not been told what is the case now. */
  #isStale = false;
  /** Who is at it; a page that was made anew does not wait for a post that its predecessor never got. */
  #drawing: symbol | null = null;
  #isOver = false;

  constructor({ webview, onDidDispose }: Panel, snapshot: () => Post, onTrouble: (error: unknown) => void) {
    this.#webview = webview;
    this.#snapshot = snapshot;
    this.#onTrouble = onTrouble;
    onDidDispose(() => {
      this.#isOver = true;
    });
  }

  /** The page is a new one, and is told anew. */
  begin(): void {
    this.#drawing = null;
    this.#told = null;
  }

  /** Soon, and once for all changes of a moment. */
  draw(): void {
    this.#isStale = true;
    if (this.#drawing === null) {
      const drawing = Symbol('drawing');
      this.#drawing = drawing;
      queueMicrotask(() => void this.#drawWhileStale(drawing));
    }
  }

  async post(post: Post): Promise<void> {
    if (!this.#isOver) {
      await this.#webview.postMessage(post);
    }
  }

  async #drawWhileStale(drawing: symbol): Promise<void> {
    while (this.#isStale && this.#drawing === drawing && !this.#isOver) {
      this.#isStale = false;
      try {
        const post = this.#snapshot();
        const written = JSON.stringify(post);
        // Much changes that nobody sees, most of it when a job ends: the page is not kept busy with it just then.
        if (written !== this.#told) {
          this.#told = written;
          const hasArrived = await this.#webview.postMessage(post);
          // A hidden page gets nothing, so it knows nothing of it.
          if (!hasArrived && this.#drawing === drawing) {
            this.#told = null;
          }
        }
      } catch (error) {
        this.#told = null;
        this.#onTrouble(error);
      }
    }
    if (this.#drawing === drawing) {
      this.#drawing = null;
    }
  }
}
