import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { PageWords, Snapshot, Viewed, ViewedPictures } from '../protocol.ts';
import { soonest } from './arrivedPictures.ts';
import { button } from './button.ts';
import { editor } from './editor.ts';
import { keepFocus } from './focus.ts';
import { sideBySide } from './sideBySide.ts';
import { variationGrid } from './variationGrid.ts';

/** Over the page: one picture in large, with those before and after it, some side by side, or variations as a grid. */
export class LargeView {
  readonly #dialog = document.createElement('dialog');
  /** The person has closed it, and the host does not know it yet: what it still tells of it comes too late. */
  #isClosed = false;
  #isClosedByHost = false;

  constructor() {
    this.#dialog.className = 'large';
    this.#dialog.addEventListener('close', () => {
      this.#cover(false);
      // What was closed since the host has nothing to show is no wish; and it may be open again for something else.
      if (!this.#dialog.open && !this.#isClosedByHost) {
        this.#isClosed = true;
        look('nothing');
      }
      this.#isClosedByHost = false;
    });
    window.addEventListener('focus', () => {
      if (this.#dialog.open && !this.#dialog.matches(':modal')) {
        this.#dialog.removeAttribute('open');
        this.#cover(false);
        this.#dialog.showModal();
      }
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
        this.#isClosedByHost = true;
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
      this.#open();
    }
    const neighbours = viewed.kind === 'pictures' ? viewed.neighbours : [];
    for (const source of neighbours) {
      // So that the next one is there at once.
      const image = new Image();
      image.crossOrigin = 'anonymous';
      image.src = soonest(source);
    }
  }

  /** A modal dialog takes the focus, also from the document that the person writes in: there it waits for the person. */
  #open(): void {
    if (document.hasFocus()) {
      this.#dialog.showModal();
    } else {
      this.#dialog.setAttribute('open', '');
      this.#cover(true);
    }
  }

  #cover(isCovered: boolean): void {
    document.querySelector('main')?.toggleAttribute('inert', isCovered);
  }

  #page(viewed: Viewed, words: PageWords): TemplateResult {
    return html`<header>
        <h2>${titleOf(viewed, words)}</h2>
        ${viewed.kind === 'pictures' && viewed.pictures.length === 1 ? steps(viewed, words) : nothing}
        ${button({
          title: words.view.close,
          key: 'view close',
          icon: 'close',
          iconOnly: true,
          press: () => {
            this.#dialog.close();
          },
        })}
      </header>
      ${viewed.kind === 'pictures' ? sideBySide(viewed.pictures, words) : variationGrid(viewed, words)}`;
  }
}

function titleOf(viewed: Viewed, { view }: PageWords): string {
  if (viewed.kind === 'variations') {
    return view.variations;
  }
  return viewed.pictures.length === 1 ? view.view : view.compare;
}

function steps({ place, count }: ViewedPictures, { view }: PageWords): TemplateResult {
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
