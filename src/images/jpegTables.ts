const progressive = 0xc2;

/** What the segments before a scan define, and whether a scan can be decoded with it (ITU T.81, B.2). */
export class JpegTables {
  readonly #quantization = new Set<number>();
  /** The class in the higher four bits (0: of levels, 1: of changes), the number in the lower. */
  readonly #huffman = new Set<number>();
  /** Components by their ids, with the number of their quantization table. */
  readonly #components = new Map<number, number>();
  #isProgressive = false;

  /** False where a segment has other bytes than what it holds takes. */
  take(kind: 'frame' | 'quantization' | 'huffman', body: Uint8Array, marker: number): boolean {
    switch (kind) {
      case 'frame':
        this.#isProgressive = marker === progressive;
        return this.#takeFrame(body);
      case 'quantization':
        return this.#takeQuantization(body);
      case 'huffman':
        return this.#takeHuffman(body);
    }
  }

  /** Whether all that a scan names was defined. */
  serve(scan: Uint8Array): boolean {
    const [count = 0] = scan;
    if (count === 0 || count > this.#components.size || scan.length !== 4 + 2 * count) {
      return false;
    }
    const [first, last, approximation] = scan.subarray(1 + 2 * count);
    const isWhole = first === 0 && last === 63 && approximation === 0;
    return (
      (isWhole || this.#isProgressive) &&
      Array.from({ length: count }, (_, index) => scan.subarray(1 + 2 * index)).every(
        ([id = -1, tables = -1]) => this.#has(id, tables),
      )
    );
  }

  #has(id: number, tables: number): boolean {
    const quantization = this.#components.get(id);
    const [levels, changes] = [tables >> 4, 0x10 | (tables & 0x0f)];
    return (
      quantization !== undefined &&
      this.#quantization.has(quantization) &&
      // A progressive picture has scans of one of the two, and defines the rest between them.
      (this.#isProgressive || (this.#huffman.has(levels) && this.#huffman.has(changes)))
    );
  }

  #takeFrame(body: Uint8Array): boolean {
    const count = body[5] ?? 0;
    for (let at = 6; at + 2 < body.length; at += 3) {
      this.#components.set(body[at] ?? 0, body[at + 2] ?? 0);
    }
    return body[0] === 8 && count > 0 && this.#components.size === count && body.length === 6 + 3 * count;
  }

  /** 64 numbers of one or two bytes each. */
  #takeQuantization(body: Uint8Array): boolean {
    let at = 0;
    for (let head = body[at]; head !== undefined; head = body[at]) {
      this.#quantization.add(head & 0x0f);
      at += 1 + 64 * ((head >> 4) + 1);
    }
    return at === body.length;
  }

  /** How many codes there are of each of 16 lengths, then a byte for each code. */
  #takeHuffman(body: Uint8Array): boolean {
    let at = 0;
    for (let head = body[at]; head !== undefined; head = body[at]) {
      const counts = body.subarray(at + 1, at + 17);
      // As many codes as there can be of these lengths, at most.
      if (counts.reduce((sum, count, index) => sum + count / 2 ** (index + 1), 0) > 1) {
        return false;
      }
      this.#huffman.add(head);
      at += 17 + counts.reduce((sum, count) => sum + count, 0);
    }
    return at === body.length;
  }
}
