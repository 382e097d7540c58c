import { idOf, type HistoryEntry } from '../../history/entries.ts';
import { keyOf } from '../../keyOf.ts';
import type { RecordStore } from '../../records/recordStore.ts';

/** How often the page tries to show a picture whose file is there. */
const mostTries = 3;

/** What stands in the way of showing a picture. */
export type Unshown = 'gone' | 'cannotBeShown';

type Store = Pick<RecordStore, 'hasPicture' | 'readPicture'>;

/**
 * Pictures that the page could not load. One whose file is there is tried again, under another address: the editor
 * gives up on files when it has much to do.
 */
export class ShownSources {
  readonly #store: Store;
  readonly #troubles = new Map<string, { tries: number; isGone: boolean }>();
  /** What was looked for since the page is there. */
  readonly #seen = new Set<string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The page is a new one: what it is to show is looked for anew. */
  forgetSeen(): void {
    this.#seen.clear();
  }

  /**
   * Looks once whether the pictures are there that small copies are shown of: of those the page sees nothing. Gives
   * whether one is gone.
   */
  async lookFor(entries: readonly HistoryEntry[]): Promise<boolean> {
    let isOneGone = false;
    for (const entry of entries) {
      const key = keyOf(idOf(entry));
      const { path } = entry.picture;
      if (path !== null && !this.#seen.has(key)) {
        this.#seen.add(key);
        if (!(await this.#store.hasPicture(path))) {
          this.#troubles.set(key, { tries: 1, isGone: true });
          isOneGone = true;
        }
      }
    }
    return isOneGone;
  }

  /** The page could not load a picture; `path` is where our store has it, or null. */
  async failed(generation: string, index: number, path: string | null): Promise<void> {
    const key = keyOf({ generation, index });
    const isGone = path === null || (await this.#store.readPicture(path)) === null;
    this.#troubles.set(key, { tries: (this.#troubles.get(key)?.tries ?? 0) + 1, isGone });
  }

  /** It was fetched again. */
  forget(generation: string, index: number): void {
    this.#troubles.delete(keyOf({ generation, index }));
  }

  unshown(generation: string, index: number): Unshown | null {
    const trouble = this.#troubles.get(keyOf({ generation, index }));
    if (trouble === undefined || (!trouble.isGone && trouble.tries < mostTries)) {
      return null;
    }
    return trouble.isGone ? 'gone' : 'cannotBeShown';
  }

  /** The address, made another one at each try. */
  addressed(generation: string, index: number, address: string): string {
    const tries = this.#troubles.get(keyOf({ generation, index }))?.tries ?? 0;
    return tries === 0 ? address : `${address}?try=${tries}`;
  }
}
