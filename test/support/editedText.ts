import type { Range } from '../../src/documents/keptPlace.ts';
import { LetteredText, type Rewriting } from './letteredText.ts';

/** A step of Undo: the texts that it leads through, from the one before to the last. */
interface Step {
  readonly texts: LetteredText[];
  readonly isTyping: boolean;
}

/** A lettered text with its stack of Undo. */
export class EditedText {
  #now: LetteredText;
  #past: Step[] = [];
  #future: Step[] = [];
  readonly names: string[] = [];

  constructor(text: string) {
    this.#now = LetteredText.of(text);
  }

  get text(): string {
    return this.#now.text;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  place(name: string): Range | null {
    return this.#now.place(name);
  }

  /** A place is taken in the text as it is; of the texts before it nothing is told. */
  take(name: string, range: Range): void {
    this.names.push(name);
    this.#now = this.#now.taken(name, range);
    this.#past.at(-1)?.texts.splice(-1, 1, this.#now);
    this.#future = [];
  }

  edit(rewritings: readonly Rewriting[]): void {
    this.#push(this.#now.rewritten(rewritings, this.names), false);
  }

  /** What is typed on is undone with what was typed before it. */
  type(offset: number, text: string, on: boolean): void {
    const next = this.#now.rewritten([{ offset, removed: 0, text }], this.names);
    const last = this.#past.at(-1);
    if (on && last?.isTyping === true) {
      last.texts.push(next);
      this.#now = next;
    } else {
      this.#push(next, true);
    }
  }

  convert(endOfLine: string): void {
    this.#push(this.#now.withLineEnds(endOfLine), false);
  }

  /** Closed, changed by another program and opened again: nothing can be undone any more. */
  changeUnseen(rewriting: Rewriting): void {
    this.#now = this.#now.unseen(rewriting, this.names);
    this.#past = [];
    this.#future = [];
  }

  undo(): void {
    const step = this.#past.pop();
    if (step !== undefined) {
      this.#future.push(step);
      this.#now = step.texts[0] ?? this.#now;
    }
  }

  redo(): void {
    const step = this.#future.pop();
    if (step !== undefined) {
      this.#past.push(step);
      this.#now = step.texts.at(-1) ?? this.#now;
    }
  }

  #push(next: LetteredText, isTyping: boolean): void {
    this.#past.push({ texts: [this.#now, next], isTyping });
    this.#future = [];
    this.#now = next;
  }
}
