import { html, nothing, type TemplateResult } from 'lit-html';
import type { Choice, PageWords, PictureAction, ShownPicture } from '../protocol.ts';
import { button } from './button.ts';
import { copyPicture } from './copyPicture.ts';
import { editor } from './editor.ts';

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

export function pictureFigure(picture: ShownPicture, words: PageWords): TemplateResult {
  const { prompt, details, saved, choices } = picture;
  return html`<li>
    <figure>
      ${shownPicture(picture)}
      <figcaption>
        <p class="prompt" dir="auto" title=${prompt}>${prompt}</p>
        <p class="details">${details}</p>
        ${saved === null ? nothing : savedLink(picture, saved.label)}
      </figcaption>
      <div class="choices">
        ${choices.map((choice) => [
          pictureButton(picture, choice),
          choice.action === 'insert' && picture.source !== null ? copyButton(picture, words) : nothing,
        ])}
      </div>
    </figure>
  </li>`;
}

function shownPicture({
  generation,
  index,
  source,
  prompt,
  width,
  height,
  missing,
}: ShownPicture): TemplateResult {
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
    @dblclick=${() => {
      editor.postMessage({ type: 'picture', action: 'open', generation, index });
    }}
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
      data-key=${keyOf('openSaved', picture)}
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
    key: keyOf(action, picture),
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

function keyOf(action: PictureAction, { generation, index }: ShownPicture): string {
  return `${action} ${generation} ${index}`;
}
