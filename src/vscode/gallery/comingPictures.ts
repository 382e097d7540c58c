/** Of larger ones the page fetches the file when it shows them: one message is not to keep all others waiting. */
const mostBytes = 8 * 1024 * 1024;

interface ComingTools {
  /** The bytes of a picture of our store, or null. */
  readonly read: (path: string) => Promise<Uint8Array | null>;
  readonly send: (path: string, bytes: Uint8Array) => Promise<void>;
}

/**
 * Hands a picture to the page as soon as it is on disk. The page would have to fetch it through the editor otherwise,
 * which takes longer than all that is done between its last byte and its place in the list.
 */
export class ComingPictures {
  readonly #tools: ComingTools;
  #handed: ReadonlySet<string> = new Set();

  constructor(tools: ComingTools) {
    this.#tools = tools;
  }

  /** The page is a new one, and has none of them. */
  begin(): void {
    this.#handed = new Set();
  }

  /** The paths of those that are on disk, and whose jobs have not ended yet. */
  async hand(paths: readonly string[]): Promise<void> {
    const fresh = paths.filter((path) => !this.#handed.has(path));
    this.#handed = new Set(paths);
    await Promise.all(
      fresh.map(async (path) => {
        const bytes = await this.#tools.read(path);
        if (bytes !== null && bytes.length <= mostBytes) {
          await this.#tools.send(path, bytes);
        }
      }),
    );
  }
}
