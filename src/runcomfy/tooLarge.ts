/** A body has more bytes than the limit that it was read with. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';

  constructor(limit: number) {
    super(`more than ${limit} bytes`);
  }
}
