import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { keyOf } from '../keyOf.ts';
import type { Choice, PageWords, PictureAction, ShownPicture } from '../protocol.ts';
import { soonest } from './arrivedPictures.ts';
import { button } from './button.ts';
import { copyPicture } from './copyPicture.ts';
import { editor } from './editor.ts';
import { isLoadedInFull, offerThumbnail } from './thumbnail.ts';

/** Actions whose titles say more than an icon could, and the icons of the others. */
const icons: Readonly<Record<PictureAction, string>> = {
  copyLink: 'link',
  delete: 'trash',
  fetchAgain: 'cloud-download',
  generateAgain: 'refresh',
  insert: 'insert',
  open: 'open-preview',
  openSaved: 'file-media',
  putBack: 'discard',
  replace: 'arrow-swap',
  save: 'save',
  saveAs: 'save-as',
  showVariations: 'table',
  star: 'star-empty',
  unstar: 'star-full',
  useSettings: 'settings',
};
const inWords: ReadonlySet<PictureAction> = new Set(['save', 'insert', 'fetchAgain', 'replace', 'putBack']);

/** Where a picture stands among others. */
export interface FigurePlace {
  /** Among all, from 0. */
  readonly place: number;
  /** Among those of its day, from 1. */
  readonly inDay: { readonly number: number; readonly count: number };
  /** Whether the Tab key reaches its buttons. */
  readonly isCurrent: boolean;
  /** Whether it comes into sight too shortly to be seen: then it is not loaded. */
  readonly isPassed: boolean;
}

export function pictureFigure(
  picture: ShownPicture,
  words: PageWords,
  { place, inDay, isCurrent, isPassed }: FigurePlace,
): TemplateResult {
  const { prompt, details, saved, isSelected, generation, index } = picture;
  const key = keyOf(picture);
  const view = (): void => {
    editor.postMessage({ type: 'viewPicture', generation, index });
  };
  return html`<li
    class=${isSelected ? 'selected' : ''}
    data-picture=${key}
    data-place=${place}
    aria-posinset=${inDay.number}
    aria-setsize=${inDay.count}
  >
    <figure>
      <div class="frame">
        ${isPassed ? passedPicture(picture) : shownPicture(picture, view, true)}
        <input
          type="checkbox"
          class="select"
          data-key="select ${key}"
          tabindex=${isCurrent ? 0 : -1}
          aria-label=${words.select.select}
          title=${words.select.select}
          .checked=${live(isSelected)}
          @click=${(event: MouseEvent) => {
            // What is extended up to a box may leave that box as it is, and the browser would turn it over.
            if (event.shiftKey) {
              event.preventDefault();
            }
            const how = event.shiftKey ? 'extend' : 'toggle';
            editor.postMessage({ type: 'select', how, generation, index });
          }}
        />
        ${button({
          title: words.view.view,
          key: `view ${key}`,
          icon: 'zoom-in',
          iconOnly: true,
          isReached: isCurrent,
          press: view,
        })}
      </div>
      <figcaption>
        <p class="prompt" dir="auto" title=${prompt}>${prompt}</p>
        <p class="details">${details}</p>
        ${saved === null ? nothing : savedLink(picture, saved.label, isCurrent)}
      </figcaption>
      <div class="choices">${pictureChoices(picture, words, isCurrent)}</div>
    </figure>
  </li>`;
}

/** The buttons of all that can be done with one picture. */
export function pictureChoices(picture: ShownPicture, words: PageWords, isReached = true): unknown {
  return picture.choices.map((choice) => [
    pictureButton(picture, choice, isReached),
    choice.action === 'insert' && picture.source !== null ? copyButton(picture, words, isReached) : nothing,
  ]);
}

/** The picture itself or its small copy, or what stands in its place. */
export function shownPicture(picture: ShownPicture, press: () => void, isSmall: boolean): TemplateResult {
  const { generation, index, source, thumbnail, prompt, width, height, missing } = picture;
  const isThumbnail = isSmall && thumbnail !== null && !isLoadedInFull(picture);
  if (source === null) {
    return html`<div class="missing" role="img" aria-label=${prompt}>
      <span class="codicon codicon-file-media" aria-hidden="true"></span>
      <p>${missing}</p>
    </div>`;
  }
  return html`<img
    data-carried=${keyOf(picture)}
    src=${isThumbnail ? thumbnail : soonest(source)}
    alt=${prompt}
    width=${width}
    height=${height}
    loading="lazy"
    decoding="async"
    crossorigin="anonymous"
    @click=${press}
    @load=${({ target }: Event) => {
      if (isSmall && !isThumbnail && target instanceof HTMLImageElement) {
        offerThumbnail(picture, target);
      }
    }}
    @error=${() => {
      editor.postMessage({ type: 'unloadable', generation, index, isThumbnail });
    }}
  />`;
}

/** The room of a picture, which is not loaded. */
function passedPicture({ prompt }: ShownPicture): TemplateResult {
  return html`<div class="passed" role="img" aria-label=${prompt}></div>`;
}

function savedLink(picture: ShownPicture, label: string, isReached: boolean): TemplateResult {
  return html`<p class="saved">
    <span class="codicon codicon-check" aria-hidden="true"></span>
    <button
      type="button"
      class="link"
      data-key="openSaved ${keyOf(picture)}"
      tabindex=${isReached ? 0 : -1}
      @click=${() => {
        act('openSaved', picture);
      }}
    >
      ${label}
    </button>
  </p>`;
}

function pictureButton(
  picture: ShownPicture,
  { action, title }: Choice<PictureAction>,
  isReached: boolean,
): TemplateResult {
  return button({
    title,
    key: `${action} ${keyOf(picture)}`,
    icon: icons[action],
    iconOnly: !inWords.has(action),
    isReached,
    press: () => {
      act(action, picture);
    },
  });
}

/** The clipboard takes pictures from the page alone; the host has no way to it. */
function copyButton(picture: ShownPicture, words: PageWords, isReached: boolean): TemplateResult {
  const { generation, index, source } = picture;
  return button({
    title: words.copyImage,
    key: `copy ${generation} ${index}`,
    icon: 'copy',
    iconOnly: true,
    isReached,
    press: () => {
      void copyPicture(source).then((worked) => {
        editor.postMessage({ type: 'copied', generation, index, worked });
      });
    },
  });
}

function act(action: PictureAction, { generation, index }: ShownPicture): void {
  editor.postMessage({ type: 'picture', action, generation, index });
}
