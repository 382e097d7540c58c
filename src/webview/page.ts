import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { GalleryAction, PageWords, Snapshot } from '../protocol.ts';
import { button } from './button.ts';
import { editor } from './editor.ts';
import type { Finder } from './finder.ts';
import { jobRow } from './jobRow.ts';
import { matterRow } from './matterRow.ts';
import type { PictureList } from './pictureList.ts';
import { selectionBar } from './selectionBar.ts';

/** Parts of the page that have something of their own to remember. */
export interface PageParts {
  readonly finder: Finder;
  readonly list: PictureList;
}

export function page(snapshot: Snapshot, parts: PageParts): TemplateResult {
  const { running, matters, notice, deleted, words } = snapshot;
  return html`
    <h1 class="unseen">${words.title}</h1>
    ${toolbar(snapshot)}
    ${
      notice === null
        ? nothing
        : html`<div class="notice" role="status">
            <span class="codicon codicon-info" aria-hidden="true"></span>
            <p>${notice.text}</p>
            ${notice.choice === null ? nothing : galleryButton(notice.choice.action, notice.choice.title)}
          </div>`
    }
    ${
      deleted === null
        ? nothing
        : html`<div class="notice" role="status">
            <p>${deleted.text}</p>
            ${galleryButton('undoDelete', deleted.undo.title)}
          </div>`
    }
    ${section('running', words.running, running.length, () =>
      repeat(
        running,
        ({ generation }) => generation,
        (job) => jobRow(job, words),
      ),
    )}
    ${section('matters', words.matters, matters.length, () =>
      repeat(matters, ({ generation }) => generation, matterRow),
    )}
    ${isEmpty(snapshot) ? emptyState(words) : pictureSection(snapshot, parts)}
  `;
}

function isEmpty({ running, matters, newest }: Snapshot): boolean {
  return running.length + matters.length === 0 && newest === null;
}

function toolbar(snapshot: Snapshot): TemplateResult {
  const { spent, unsaved, words } = snapshot;
  return html`<header>
    ${isEmpty(snapshot) ? nothing : galleryButton('generate', words.generate, 'sparkle', true)}
    ${unsaved === null ? nothing : galleryButton(unsaved.action, unsaved.title, 'save-all')}
    ${spent === null ? nothing : html`<p class="spent">${spent}</p>`}
  </header>`;
}

function section(
  name: string,
  title: string,
  count: number,
  rows: () => unknown,
): TemplateResult | typeof nothing {
  return count === 0
    ? nothing
    : html`<section aria-labelledby=${name}>
        <h2 id=${name}>${title}</h2>
        <ul class="rows">
          ${rows()}
        </ul>
      </section>`;
}

function pictureSection(snapshot: Snapshot, { finder, list }: PageParts): TemplateResult | typeof nothing {
  const { days, hasMore, finding, selected, words } = snapshot;
  return finding === null
    ? nothing
    : html`<section aria-labelledby="pictures">
        <h2 id="pictures" tabindex="-1">${words.pictures}</h2>
        ${finder.draw(finding, words)}
        ${days.length === 0 && !hasMore ? nothingFound(words, finder) : nothing} ${list.draw(snapshot)}
        ${selectionBar(selected, words.select)}
        ${hasMore ? html`<p class="more">${words.loadingMore}</p>` : nothing}
      </section>`;
}

function nothingFound({ find }: PageWords, finder: Finder): TemplateResult {
  return html`<div class="empty">
    <span class="codicon codicon-search" aria-hidden="true"></span>
    <p>${find.none}</p>
    ${button({
      title: find.clear,
      key: 'find clear',
      press: () => {
        finder.clear();
      },
    })}
  </div>`;
}

function emptyState(words: PageWords): TemplateResult {
  return html`<div class="empty">
    <span class="codicon codicon-sparkle" aria-hidden="true"></span>
    <h2>${words.empty}</h2>
    <p>${words.emptyHint}</p>
    ${galleryButton('generate', words.generate, undefined, true)}
  </div>`;
}

function galleryButton(action: GalleryAction, title: string, icon?: string, primary = false): TemplateResult {
  return button({
    title,
    key: `gallery ${action}`,
    icon,
    primary,
    press: () => {
      editor.postMessage({ type: 'gallery', action });
    },
  });
}
