import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { GalleryAction, PageWords, Snapshot } from '../protocol.ts';
import { Announcer } from './announcer.ts';
import { button } from './button.ts';
import { daysOf, type Day } from './days.ts';
import { editor, onPost, recall, remember } from './editor.ts';
import { Finder } from './finder.ts';
import { keepFocus } from './focus.ts';
import { jobRow, tick } from './jobRow.ts';
import { keyOf } from './keyOf.ts';
import { LargeView } from './largeView.ts';
import { matterRow } from './matterRow.ts';
import { pictureFigure, type FigureTools } from './pictureFigure.ts';
import { Selection } from './selection.ts';
import { selectionBar } from './selectionBar.ts';

let drawn: Snapshot | null = null;
let shown = 0;
/** The length of the list for which more was asked; null before that. */
let wanted: number | null = null;
const finder = new Finder(() => {
  // So long may the list have been before, of something else.
  wanted = null;
  redraw();
});
const largeView = new LargeView();
const selection = new Selection();
const announcer = new Announcer(document.querySelector('#announcements'));

onPost((post) => {
  switch (post.type) {
    case 'snapshot':
      show(post.snapshot);
      break;
    case 'announce':
      announcer.say(post.text);
  }
});
setInterval(tick, 1000);
restoreScroll();
document.addEventListener('keydown', onKey);
editor.postMessage({ type: 'ready', query: finder.query() });

function show(snapshot: Snapshot): void {
  const root = document.querySelector('main');
  if (root === null) {
    return;
  }
  const first = root.hasAttribute('aria-busy');
  if (first) {
    root.removeAttribute('aria-busy');
    root.replaceChildren();
  }
  drawn = snapshot;
  announcer.compare(snapshot);
  selection.show(snapshot.pictures.map(keyOf));
  largeView.show(snapshot.pictures, snapshot.words);
  keepFocus(root, () => {
    render(page(snapshot), root);
  });
  shown = snapshot.pictures.length;
  watchEnd(snapshot.hasMore);
  tick();
  if (first) {
    window.scrollTo(0, recall().scrolled ?? 0);
  }
}

/** What the page itself has changed is seen. */
function redraw(): void {
  if (drawn !== null) {
    show(drawn);
  }
}

function page(snapshot: Snapshot): TemplateResult {
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
    ${isEmpty(snapshot) ? emptyState(words) : pictureSection(snapshot)}
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

function pictureSection({ pictures, hasMore, finding, words }: Snapshot): TemplateResult | typeof nothing {
  return finding === null
    ? nothing
    : html`<section aria-labelledby="pictures">
        <h2 id="pictures">${words.pictures}</h2>
        ${finder.draw(finding, words)} ${pictures.length === 0 && !hasMore ? nothingFound(words) : nothing}
        ${repeat(
          daysOf(pictures, words),
          ({ key }) => key,
          (day) => dayGroup(day, words),
        )}
        ${selectionBar(
          pictures.filter((picture) => selection.has(keyOf(picture))),
          words.select,
          {
            all: () => {
              selectAll();
            },
            none: () => {
              selection.clear();
              redraw();
            },
            compare: () => {
              largeView.open(selection.keys);
            },
          },
        )}
        <div id="end">${hasMore ? words.loadingMore : nothing}</div>
      </section>`;
}

function dayGroup({ key, title, pictures }: Day, words: PageWords): TemplateResult {
  return html`<section class="day" aria-labelledby="day-${key}">
    <h3 id="day-${key}">${title}</h3>
    <ul class="pictures">
      ${repeat(pictures, keyOf, (picture) => pictureFigure(picture, words, figureTools(keyOf(picture))))}
    </ul>
  </section>`;
}

function figureTools(key: string): FigureTools {
  return {
    isSelected: selection.has(key),
    select: ({ shiftKey }) => {
      if (shiftKey) {
        selection.extend(key);
      } else {
        selection.toggle(key);
      }
      redraw();
    },
    view: () => {
      largeView.open([key]);
    },
  };
}

function selectAll(): void {
  selection.all();
  redraw();
}

/** As in the editor's own lists: all of what is shown, and none. */
function onKey(event: KeyboardEvent): void {
  const isText = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (isText || document.querySelector('dialog[open]') !== null) {
    return;
  }
  if (event.key === 'Escape') {
    selection.clear();
    redraw();
  } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    selectAll();
  }
}

function nothingFound({ find }: PageWords): TemplateResult {
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

/** More of the history is asked for when its end comes into sight, once for each length of the list. */
function watchEnd(hasMore: boolean): void {
  const end = document.querySelector('#end');
  endObserver.disconnect();
  if (hasMore && end !== null) {
    endObserver.observe(end);
  }
}

const endObserver = new IntersectionObserver(
  (entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting) && wanted !== shown) {
      wanted = shown;
      editor.postMessage({ type: 'more', shown });
    }
  },
  { rootMargin: '600px' },
);

function restoreScroll(): void {
  window.addEventListener('scrollend', () => {
    remember({ scrolled: window.scrollY });
  });
}
