import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { PageWords, ShownPicture } from '../protocol.ts';
import { button } from './button.ts';
import { compareFacts, type ComparedFact } from './differences.ts';
import { keepFocus } from './focus.ts';
import { keyOf } from './keyOf.ts';
import { pictureChoices, shownPicture } from './pictureFigure.ts';

/** Over the page: one picture in large, with those before and after it, or some side by side. */
export class LargeView {
  readonly #dialog = document.createElement('dialog');
  #pictures: readonly ShownPicture[] = [];
  #words: PageWords | null = null;
  /** The keys of what is shown; none while it is closed. */
  #keys: readonly string[] = [];
  /** Where a picture alone stands among all, for when it goes. */
  #place = 0;

  constructor() {
    this.#dialog.className = 'large';
    this.#dialog.addEventListener('close', () => {
      this.#keys = [];
    });
    this.#dialog.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowLeft' || key === 'ArrowRight') {
        this.#step(key === 'ArrowLeft' ? -1 : 1);
      }
    });
    document.body.append(this.#dialog);
  }

  open(keys: readonly string[]): void {
    this.#keys = keys;
    this.#draw();
    if (!this.#dialog.open && this.#keys.length > 0) {
      this.#dialog.showModal();
    }
  }

  /** The gallery has changed under it. */
  show(pictures: readonly ShownPicture[], words: PageWords): void {
    this.#pictures = pictures;
    this.#words = words;
    if (this.#dialog.open) {
      this.#draw();
    }
  }

  #draw(): void {
    const words = this.#words;
    const shown = this.#pictures.filter((picture) => this.#keys.includes(keyOf(picture)));
    const [next] = this.#pictures.slice(Math.min(this.#place, this.#pictures.length - 1));
    if (words === null || (shown.length === 0 && (next === undefined || this.#keys.length !== 1))) {
      this.#dialog.close();
      return;
    }
    const pictures = shown.length > 0 || next === undefined ? shown : [next];
    this.#keys = pictures.map(keyOf);
    this.#place = this.#pictures.findIndex((picture) => this.#keys.includes(keyOf(picture)));
    keepFocus(this.#dialog, () => {
      render(this.#page(pictures, words), this.#dialog);
    });
  }

  #step(by: number): void {
    const next = this.#pictures[this.#place + by];
    if (this.#keys.length === 1 && next !== undefined) {
      this.open([keyOf(next)]);
    }
  }

  #page(pictures: readonly ShownPicture[], words: PageWords): TemplateResult {
    const { view } = words;
    const facts = compareFacts(pictures);
    const isAlone = pictures.length === 1;
    const prompts = new Set(pictures.map(({ prompt }) => prompt)).size;
    return html`<header>
        <h2>${isAlone ? view.view : view.compare}</h2>
        ${isAlone ? this.#steps(words) : nothing}
        ${button({
          title: view.close,
          key: 'view close',
          icon: 'close',
          iconOnly: true,
          press: () => {
            this.#dialog.close();
          },
        })}
      </header>
      <div class="side" data-count=${pictures.length}>
        ${repeat(
          pictures,
          (picture) => keyOf(picture),
          (picture, at) =>
            html`<figure>
              ${shownPicture(picture, () => undefined)}
              <figcaption>
                <p class=${prompts > 1 ? 'differs' : ''} dir="auto">
                  ${prompts > 1 ? difference(words) : nothing}${picture.prompt}
                </p>
                <dl>${(facts[at] ?? []).map((fact) => factRow(fact, words))}</dl>
              </figcaption>
              <div class="choices">${pictureChoices(picture, words)}</div>
            </figure>`,
        )}
      </div>`;
  }

  #steps({ view }: PageWords): TemplateResult {
    const step = (title: string, key: string, icon: string, by: number): TemplateResult =>
      button({
        title,
        key: `view ${key}`,
        icon,
        iconOnly: true,
        disabled: this.#pictures[this.#place + by] === undefined,
        press: () => {
          this.#step(by);
        },
      });
    const place = view.place
      .replace('{0}', String(this.#place + 1))
      .replace('{1}', String(this.#pictures.length));
    return html`${step(view.previous, 'previous', 'arrow-left', -1)}
      <p class="details" role="status">${place}</p>
      ${step(view.next, 'next', 'arrow-right', 1)}`;
  }
}

function factRow({ name, value, differs }: ComparedFact, words: PageWords): TemplateResult {
  return html`<div class=${differs ? 'differs' : ''}>
    <dt>${name}</dt>
    <dd dir="auto">${differs ? difference(words) : nothing}${value}</dd>
  </div>`;
}

/** What is marked for the eye is said to the ear. */
function difference({ view }: PageWords): TemplateResult {
  return html`<span class="unseen">${view.differs} </span>`;
}
