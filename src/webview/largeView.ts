import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { keyOf } from '../keyOf.ts';
import type { PageWords, Snapshot, Viewed } from '../protocol.ts';
import { button } from './button.ts';
import { compareFacts, type ComparedFact } from './differences.ts';
import { editor } from './editor.ts';
import { keepFocus } from './focus.ts';
import { pictureChoices, shownPicture } from './pictureFigure.ts';

/** Over the page: one picture in large, with those before and after it, or some side by side. */
export class LargeView {
  readonly #dialog = document.createElement('dialog');
  /** The person has closed it, and the host does not know it yet: what it still tells of it comes too late. */
  #isClosed = false;

  constructor() {
    this.#dialog.className = 'large';
    this.#dialog.addEventListener('close', () => {
      this.#isClosed = true;
      look('nothing');
    });
    this.#dialog.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowLeft' || key === 'ArrowRight') {
        look(key === 'ArrowLeft' ? 'previous' : 'next');
      }
    });
    document.body.append(this.#dialog);
  }

  show({ viewed, words }: Snapshot): void {
    if (viewed === null) {
      if (this.#dialog.open) {
        this.#dialog.close();
      }
      this.#isClosed = false;
      return;
    }
    if (this.#isClosed) {
      return;
    }
    keepFocus(this.#dialog, () => {
      render(this.#page(viewed, words), this.#dialog);
    });
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    for (const source of viewed.neighbours) {
      // So that the next one is there at once.
      const image = new Image();
      image.crossOrigin = 'anonymous';
      image.src = source;
    }
  }

  #page(viewed: Viewed, words: PageWords): TemplateResult {
    const { pictures } = viewed;
    const { view } = words;
    const facts = compareFacts(pictures);
    const isAlone = pictures.length === 1;
    const prompts = new Set(pictures.map(({ prompt }) => prompt)).size;
    return html`<header>
        <h2>${isAlone ? view.view : view.compare}</h2>
        ${isAlone ? steps(viewed, words) : nothing}
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
              ${shownPicture(picture, () => undefined, false)}
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
}

function steps({ place, count }: Viewed, { view }: PageWords): TemplateResult {
  const step = (what: 'next' | 'previous', icon: string, disabled: boolean): TemplateResult =>
    button({
      title: view[what],
      key: `view ${what}`,
      icon,
      iconOnly: true,
      disabled,
      press: () => {
        look(what);
      },
    });
  const text = view.place.replace('{0}', String(place)).replace('{1}', String(count));
  return html`${step('previous', 'arrow-left', place === 1)}
    <p class="details" role="status">${text}</p>
    ${step('next', 'arrow-right', place === count)}`;
}

function look(what: 'next' | 'nothing' | 'previous'): void {
  editor.postMessage({ type: 'view', what });
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
