import { html, nothing, type TemplateResult } from 'lit-html';
import type { Choice, PageWords, PictureAction, ShownPicture } from '../protocol.ts';
import { button } from './button.ts';
import { copyPicture } from './copyPicture.ts';
import { editor } from './editor.ts';
import { keyOf } from './keyOf.ts';

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
  star: 'star-empty',
  unstar: 'star-full',
};
const inWords: ReadonlySet<PictureAction> = new Set(['save', 'insert', 'fetchAgain', 'replace', 'putBack']);

/** What the page does with a picture without its host. */
export interface FigureTools {
  readonly isSelected: boolean;
  readonly select: (event: MouseEvent) => void;
  readonly view: () => void;
}

export function pictureFigure(
  picture: ShownPicture,
  words: PageWords,
  { isSelected, select, view }: FigureTools,
): TemplateResult {
  const { prompt, details, saved } = picture;
  return html`<li class=${isSelected ? 'selected' : ''}>
    <figure>
      <div class="frame">
        ${shownPicture(picture, view)}
        <input
          type="checkbox"
          class="select"
          data-key="select ${keyOf(picture)}"
          aria-label=${words.select.select}
          title=${words.select.select}
          .checked=${isSelected}
          @click=${select}
        />
        ${button({
          title: words.view.view,
          key: `view ${keyOf(picture)}`,
          icon: 'zoom-in',
          iconOnly: true,
          press: view,
        })}
      </div>
      <figcaption>
        <p class="prompt" dir="auto" title=${prompt}>${prompt}</p>
        <p class="details">${details}</p>
        ${saved === null ? nothing : savedLink(picture, saved.label)}
      </figcaption>
      <div class="choices">${pictureChoices(picture, words)}</div>
    </figure>
  </li>`;
}

/** The buttons of all that can be done with one picture. */
export function pictureChoices(picture: ShownPicture, words: PageWords): unknown {
  return picture.choices.map((choice) => [
    pictureButton(picture, choice),
    choice.action === 'insert' && picture.source !== null ? copyButton(picture, words) : nothing,
  ]);
}

/** The picture itself, or what stands in its place. */
export function shownPicture(
  { generation, index, source, prompt, width, height, missing }: ShownPicture,
  press: () => void,
): TemplateResult {
  if (source === null) {
    return html`<div class="missing" role="img" aria-label=${prompt}>
      <span class="codicon codicon-file-media" aria-hidden="true"></span>
      <p>${missing}</p>
    </div>`;
  }
  return html`<img
    src=${source}
    alt=${prompt}
    width=${width}
    height=${height}
    loading="lazy"
    decoding="async"
    crossorigin="anonymous"
    @click=${press}
    @error=${() => {
      editor.postMessage({ type: 'unloadable', generation, index });
    }}
  />`;
}

function savedLink(picture: ShownPicture, label: string): TemplateResult {
  return html`<p class="saved">
    <span class="codicon codicon-check" aria-hidden="true"></span>
    <button
      type="button"
      class="link"
      data-key="openSaved ${keyOf(picture)}"
      @click=${() => {
        act('openSaved', picture);
      }}
    >
      ${label}
    </button>
  </p>`;
}

function pictureButton(picture: ShownPicture, { action, title }: Choice<PictureAction>): TemplateResult {
  return button({
    title,
    key: `${action} ${keyOf(picture)}`,
    icon: icons[action],
    iconOnly: !inWords.has(action),
    press: () => {
      act(action, picture);
    },
  });
}

/** The clipboard takes pictures from the page alone; the host has no way to it. */
function copyButton(picture: ShownPicture, words: PageWords): TemplateResult {
  const { generation, index } = picture;
  return button({
    title: words.copyImage,
    key: `copy ${generation} ${index}`,
    icon: 'copy',
    iconOnly: true,
    press: (event) => {
      const image =
        event.target instanceof Element ? event.target.closest('figure')?.querySelector('img') : null;
      void copyPicture(image ?? null).then((worked) => {
        editor.postMessage({ type: 'copied', generation, index, worked });
      });
    },
  });
}

function act(action: PictureAction, { generation, index }: ShownPicture): void {
  editor.postMessage({ type: 'picture', action, generation, index });
}
