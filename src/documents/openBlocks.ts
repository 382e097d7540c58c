/** The blocks of HTML that are open at a tag, from the outermost to the innermost. */
export class OpenBlocks {
  readonly #blocks: { readonly name: string; readonly start: number }[] = [];
  /** How many of each name are open: an end of none of them must not be looked for among thousands. */
  readonly #counts = new Map<string, number>();

  begin(name: string, start: number): void {
    // A paragraph may be left open; the next block ends it.
    if (this.#blocks.at(-1)?.name === 'p') {
      this.#pop();
    }
    this.#blocks.push({ name, start });
    this.#counts.set(name, this.#countOf(name) + 1);
  }

  /** Ends the innermost block of this name and all in it; where it began, if it was the outermost one. */
  end(name: string): number | null {
    if (this.#countOf(name) === 0) {
      return null;
    }
    for (let ended = this.#pop(); ended !== undefined; ended = this.#pop()) {
      if (ended.name === name) {
        return this.#blocks.length === 0 ? ended.start : null;
      }
    }
    return null;
  }

  #countOf(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  #pop(): { readonly name: string; readonly start: number } | undefined {
    const popped = this.#blocks.pop();
    if (popped !== undefined) {
      this.#counts.set(popped.name, this.#countOf(popped.name) - 1);
    }
    return popped;
  }
}
