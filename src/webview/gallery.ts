import { render } from 'lit-html';
import type { Snapshot } from '../protocol.ts';
import { Announcer } from './announcer.ts';
import { takeIn } from './arrivedPictures.ts';
import { allowCarrying } from './carrying.ts';
import { editor, onPost, recall, remember } from './editor.ts';
import { Finder } from './finder.ts';
import { keepFocus } from './focus.ts';
import { tick } from './jobRow.ts';
import { keepSame } from './keepSame.ts';
import { LargeView } from './largeView.ts';
import { page } from './page.ts';
import { PictureList } from './pictureList.ts';
import { selectAll } from './selectionBar.ts';

/** Without a move for so long, in milliseconds, the list is at rest, and where it stands is noted. */
const restsAfter = 100;

let shown: Snapshot | null = null;
const list = new PictureList(redraw);
const finder = new Finder(() => {
  list.forgetAsked();
  redraw();
});
const largeView = new LargeView();
const announcer = new Announcer(document.querySelector('#announcements'));

onPost((post) => {
  switch (post.type) {
    case 'snapshot':
      show(post.snapshot);
      break;
    case 'picture':
      takeIn(post.address, post.bytes);
      // As a rule the list does not have it yet, and the page has other things to do just then.
      if (shown?.pictures.some(({ source }) => source === post.address) === true) {
        redraw();
      }
      break;
    case 'announce':
      announcer.say(post.text);
  }
});
allowCarrying({
  snapshot: () => shown,
  say: (text) => {
    announcer.say(text);
  },
});
setInterval(tick, 1000);
document.addEventListener('keydown', onKey);
editor.postMessage({
  type: 'ready',
  query: finder.query(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

function show(posted: Snapshot): void {
  const isFirst = shown === null;
  const snapshot = keepSame(shown, posted);
  shown = snapshot;
  announcer.compare(snapshot);
  redraw();
  if (isFirst) {
    window.scrollTo(0, recall().scrolled ?? 0);
    let noting: ReturnType<typeof setTimeout> | undefined;
    window.addEventListener('scrollend', () => {
      // Not within the frame, where the page would be laid out once for the answer and once more for what is drawn after
      // it; and once for all moves of a key that is held down: the editor is told each time.
      clearTimeout(noting);
      noting = setTimeout(() => {
        remember({ scrolled: window.scrollY });
      }, restsAfter);
    });
  }
}

function redraw(): void {
  const root = document.querySelector('main');
  const snapshot = shown;
  if (root === null || snapshot === null) {
    return;
  }
  if (root.hasAttribute('aria-busy')) {
    root.removeAttribute('aria-busy');
    root.replaceChildren();
  }
  list.letFocusGo();
  keepFocus(root, () => {
    render(page(snapshot, { finder, list }), root);
  });
  list.drawn();
  largeView.show(snapshot);
  tick();
}

/** As in the editor's own lists: all of what is shown, none, and from one to the next. */
function onKey(event: KeyboardEvent): void {
  const isText = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (isText || document.querySelector('dialog[open]') !== null) {
    return;
  }
  if (event.key === 'Escape' && shown !== null && shown.selected > 0) {
    selectAll(false);
  } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    selectAll(true);
  } else if (list.step(event)) {
    event.preventDefault();
  }
}
