import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const textsOfPage = 6;

interface Edit {
  readonly from: string;
  readonly to: string;
}

/** A document of the person's with texts to make pictures of, and what must stand in it whatever happens. */
export class Page {
  readonly file: string;
  readonly #title: string;
  readonly #free: string[];
  /** The person's own words, without pictures. */
  text: string;
  #perhapsText: string | null = null;
  /** Where it is now, or null where the person deleted it. */
  place: string | null;
  /** Texts that the person changed or took away: nobody has to find their places. */
  readonly touched = new Set<string>();
  readonly ordered: string[] = [];

  constructor(folder: string, name: string) {
    this.file = join(folder, `page-${name}.md`);
    this.place = this.file;
    this.#title = `# Notes ${name}`;
    this.#free = Array.from({ length: textsOfPage }, (_, at) => `Lighthouse ${name}-${at + 1}`);
    this.text = [this.#title, ...this.#free.flatMap((prompt) => ['', prompt, '', 'Between.']), ''].join('\n');
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, this.text);
  }

  get isThere(): boolean {
    return this.place === this.file;
  }

  has(count: number): boolean {
    return this.#free.length >= count;
  }

  take(count: number): string[] {
    const taken = this.#free.splice(0, count);
    this.ordered.push(...taken);
    return taken;
  }

  /** What an edit changes, for whoever carries it out. */
  change(change: 'edit above' | 'edit the text' | 'remove the text', pick: number): Edit | null {
    const whole = this.ordered.filter((prompt) => !this.touched.has(prompt));
    const prompt = whole[pick % whole.length];
    if (change === 'edit above') {
      return { from: this.#title, to: `${this.#title}\n\nAdded ${pick}.` };
    }
    if (prompt === undefined) {
      return null;
    }
    this.touched.add(prompt);
    return { from: `${prompt}\n`, to: change === 'edit the text' ? `${prompt} at night\n` : '\n' };
  }

  edited(edit: Edit): void {
    this.text = edited(this.text, edit);
    this.#perhapsText = this.#perhapsText === null ? null : edited(this.#perhapsText, edit);
  }

  /** The extension host died before it said whether it was done: the editor, which lives on, may have done it. */
  perhapsEdited(edit: Edit): void {
    this.#perhapsText = edited(this.text, edit);
  }

  /** Whether a text has the person's own words, as they were changed. */
  hasWordsOf(text: string): boolean {
    return [this.text, this.#perhapsText].some((own) => own !== null && wordsOf(own) === wordsOf(text));
  }

  delete(): void {
    rmSync(this.file);
    this.place = null;
  }

  get elsewhere(): string {
    return this.file.replace('page', 'moved');
  }

  rename(): void {
    renameSync(this.file, this.elsewhere);
    this.place = this.elsewhere;
  }

  /** As it is on the disk now. */
  read(): string | null {
    return this.place !== null && existsSync(this.place) ? readFileSync(this.place, 'utf8') : null;
  }
}

function edited(text: string, { from, to }: Edit): string {
  return text.replace(from, () => to);
}

/** The person's words in a document: without pictures, and without the blank lines around them. */
function wordsOf(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('!['))
    .join('\n');
}
