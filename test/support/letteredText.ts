import type { Range } from '../../src/documents/keptPlace.ts';

/** What is written over a stretch of a text. */
export interface Rewriting {
  readonly offset: number;
  readonly removed: number;
  readonly text: string;
}

/** A unit of a text that is never another one, and the places that it was born into. */
interface Letter {
  readonly unit: string;
  readonly of: ReadonlySet<string>;
}

/**
 * The rule of places, said once more in the plainest way. A letter belongs to a place from its birth on, or never:
 * - what was selected belongs to the place;
 * - so does what is written between two of its letters, or over nothing but letters of it;
 * - what is written at its edges, or over an edge of it, does not;
 * - of what is written over all of it and more, its words belong to it where they stand there once, else everything.
 * The place is the stretch of its letters; when none is left, the gap that they left. Undo and Redo bring a text back
 * letter by letter. A place whose words stand there several times after it was lost from sight is not told.
 */
export class LetteredText {
  readonly letters: readonly Letter[];
  /** Behind how many letters the place was that has none any more. */
  readonly #gaps: ReadonlyMap<string, number>;

  private constructor(letters: readonly Letter[], gaps: ReadonlyMap<string, number>) {
    this.letters = letters;
    this.#gaps = gaps;
  }

  static of(text: string): LetteredText {
    return new LetteredText(lettersOf(text, new Set()), new Map());
  }

  get text(): string {
    return this.letters.map(({ unit }) => unit).join('');
  }

  /** Null where nobody can tell. */
  place(name: string): Range | null {
    const start = this.letters.findIndex(({ of }) => of.has(name));
    const gap = this.#gaps.get(name);
    if (start < 0) {
      return gap === undefined ? null : { start: gap, end: gap };
    }
    return { start, end: this.letters.findLastIndex(({ of }) => of.has(name)) + 1 };
  }

  taken(name: string, { start, end }: Range): LetteredText {
    const letters = this.letters.map((letter, at) =>
      at >= start && at < end ? { ...letter, of: new Set([...letter.of, name]) } : letter,
    );
    return new LetteredText(letters, this.#gaps);
  }

  /** All at once, none of them over another. */
  rewritten(rewritings: readonly Rewriting[], names: readonly string[]): LetteredText {
    const fromEnd = rewritings.toSorted((one, other) => other.offset - one.offset);
    const after = fromEnd.reduce(
      (text, { offset, removed, text: written }) =>
        text.slice(0, offset) + written + text.slice(offset + removed),
      this.text,
    );
    const told = names.filter((name) => this.place(name) !== null);
    return fromEnd.reduce<LetteredText>((now, each) => now.#rewrite(each, told, this, after), this);
  }

  /** Other line ends: each is the letter that it was. */
  withLineEnds(endOfLine: string): LetteredText {
    const letters = this.letters
      .filter(({ unit }) => unit !== '\r')
      .flatMap((letter) =>
        letter.unit === '\n' ? Array.from(endOfLine, (unit) => ({ unit, of: letter.of })) : [letter],
      );
    const gaps = [...this.#gaps].map(([name, gap]): [string, number] => {
      const before = this.text.slice(0, gap).replaceAll('\r', '');
      return [name, before.replaceAll('\n', endOfLine).length];
    });
    return new LetteredText(letters, new Map(gaps));
  }

  /** Found again by nothing but its words, in a text that was changed unseen. */
  unseen(rewriting: Rewriting, names: readonly string[]): LetteredText {
    const { letters, text } = this.rewritten([rewriting], []);
    const lost = names.filter((name) => timesIn(text, this.wordsOf(name)) !== 1);
    return new LetteredText(
      letters.map(({ unit, of }) => ({ unit, of: new Set([...of].filter((name) => !lost.includes(name))) })),
      new Map(),
    );
  }

  wordsOf(name: string): string {
    const { start, end } = this.place(name) ?? { start: 0, end: 0 };
    return this.text.slice(start, end);
  }

  #rewrite(
    { offset, removed, text }: Rewriting,
    told: readonly string[],
    before: LetteredText,
    after: string,
  ): LetteredText {
    const cutEnd = offset + removed;
    const whole = new Set<string>();
    const words = new Map<string, string>();
    const gaps = new Map(this.#gaps);
    for (const name of told) {
      const place = this.place(name);
      if (place === null) continue;
      const { start, end } = place;
      const isGap = start === end;
      const isCovered = offset <= start && cutEnd >= end && removed > 0;
      if (isGap ? offset < start && cutEnd > start : isCovered) {
        gaps.delete(name);
        const own = before.wordsOf(name);
        const first = before.place(name);
        const isMore = first !== null && first.start >= offset && first.end <= cutEnd && removed > own.length;
        if (text === '') gaps.set(name, offset);
        else if (isMore && own !== '' && text.includes(own)) {
          if (timesIn(after, own) === 1) words.set(name, own);
        } else whole.add(name);
      } else if (isGap) {
        gaps.set(name, offset >= start ? start : start + text.length - removed);
      } else if (removed > 0 ? offset >= start && cutEnd <= end : offset > start && offset < end) {
        whole.add(name);
      }
    }
    const written = lettersOf(text, whole).map(({ unit, of }, at) => {
      const again = [...words].filter(
        ([, own]) => at >= text.indexOf(own) && at < text.indexOf(own) + own.length,
      );
      return { unit, of: new Set([...of, ...again.map(([name]) => name)]) };
    });
    return new LetteredText(this.letters.toSpliced(offset, removed, ...written), gaps);
  }
}

function lettersOf(text: string, of: ReadonlySet<string>): Letter[] {
  return text.split('').map((unit) => ({ unit, of }));
}

/** Overlaps included. */
function timesIn(text: string, part: string): number {
  if (part === '') return 0;
  let times = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) times++;
  return times;
}
