import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { keyOf } from '../keyOf.ts';
import type { PictureRange } from '../pictureRange.ts';
import type { PageWords, Snapshot } from '../protocol.ts';
import { soonest } from './arrivedPictures.ts';
import { dayTitle } from './days.ts';
import { editor } from './editor.ts';
import { Flight } from './flight.ts';
import { heightOf, layoutOf, placeAfter, steps, type DrawnDay, type Layout, type Metrics } from './layout.ts';
import { measuredList, measuredMetrics } from './listMetrics.ts';
import { nextLook } from './nextLook.ts';
import { pictureFigure } from './pictureFigure.ts';
import { isSameSpan, nextSpan, type Span } from './span.ts';

/** Until something is drawn and can be measured. */
const guessed: Metrics = { columns: 1, pitch: 460, heading: 48 };

/** So many are drawn also where fewer are in sight: they cost little, and a screen reader need not wait for them. */
const fewest = 12;

/** So many are drawn at once while the person scrolls: more would take longer than a frame has. */
const mostAtOnce = 4;

/**
 * The pictures, of which only what is in sight is drawn, so that a long history costs no more than a short one. What is
 * not drawn is room above and below; the browser keeps what is in sight where it is when that room changes.
 */
export class PictureList {
  readonly #redraw: () => void;
  readonly #flight: Flight;
  #snapshot: Pick<Snapshot, 'days' | 'first' | 'hasMore' | 'pictures' | 'words'> | null = null;
  #metrics = guessed;
  /** How wide the page was when it was measured; null before that. */
  #measuredAt: number | null = null;
  /** What is drawn, from the top of the list; null before the first time. */
  #span: Span | null = null;
  #layout: Layout = layoutOf([], guessed, 0, 0);
  /** What the host was asked for last. */
  #asked: PictureRange | null = null;
  /** The picture whose buttons the Tab key reaches; those of the others are a step of the arrow keys away. */
  #current: string | null = null;
  /** Whether it is looked soon what is in sight. */
  #isFollowing = false;
  /** Where the focus goes once it is drawn, and to which of the picture's controls. */
  #awaited: { readonly place: number; readonly control: string } | null = null;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
    this.#flight = new Flight(redraw);
    const onMove = (): void => {
      this.#followSoon();
    };
    window.addEventListener('scroll', onMove, { passive: true });
    window.addEventListener('resize', onMove);
    document.addEventListener('focusin', ({ target }) => {
      const key = target instanceof Element ? pictureAround(target)?.dataset['picture'] : undefined;
      if (key !== undefined && key !== this.#current) {
        this.#current = key;
        this.#redraw();
      }
    });
  }

  /** Something else is looked for, so the host begins anew. */
  forgetAsked(): void {
    this.#asked = null;
  }

  draw(snapshot: Snapshot): TemplateResult {
    this.#snapshot = snapshot;
    this.#span ??= this.#wanted();
    this.#layout = this.#layOut(this.#span);
    this.#flight.beginDraw();
    const { days, above, below } = this.#layout;
    const { words } = snapshot;
    return html`<div class="days" .style=${`padding-block: ${above}px ${below}px`}>
      ${repeat(
        days,
        ({ date }) => date,
        (day) => this.#day(day, snapshot, words),
      )}
    </div>`;
  }

  /** What was drawn is on the page: it is measured, what is missing is asked for, and what was awaited gets the focus. */
  drawn(): void {
    if (this.#measuredAt !== window.innerWidth && this.#measure()) {
      this.#span = this.#wanted();
      this.#redraw();
      return;
    }
    this.#ask();
    this.#focusAwaited();
    this.#followSoon();
  }

  /** Before it is drawn anew: a picture out of sight goes from the page, and the focus is not to scroll after it. */
  letFocusGo(): void {
    const picture = document.activeElement === null ? null : pictureAround(document.activeElement);
    const place = Number(picture?.dataset['place']);
    const { first, end } = this.#layOut(this.#span ?? this.#wanted()).range;
    if (picture !== null && (place < first || place >= end)) {
      document.querySelector<HTMLElement>('#pictures')?.focus({ preventScroll: true });
    }
  }

  /** Arrow keys lead from a picture to the next, to the same control of it. Gives whether a key was one of those. */
  step({ key, target }: KeyboardEvent): boolean {
    const picture = target instanceof HTMLElement ? pictureAround(target) : null;
    const step = steps.find((each) => each === key);
    if (picture === null || step === undefined || this.#snapshot === null) {
      return false;
    }
    const { days } = this.#snapshot;
    const place = placeAfter(days, this.#metrics.columns, Number(picture.dataset['place']), step);
    if (place !== null) {
      const control = target instanceof HTMLElement ? (target.dataset['key'] ?? '').split(' ')[0] : undefined;
      this.#awaited = { place, control: control ?? 'select' };
      if (!this.#focusAwaited()) {
        window.scrollTo(0, this.#top() + window.scrollY + heightOf(days, this.#metrics, place) - 100);
      }
    }
    return true;
  }

  #day(
    { date, count, start, range, above, below }: DrawnDay,
    snapshot: Snapshot,
    words: PageWords,
  ): TemplateResult {
    const places = Array.from({ length: range.end - range.first }, (_, at) => range.first + at);
    const drawn = places.flatMap((place) => {
      const picture = snapshot.pictures[place - snapshot.first];
      return picture === undefined ? [] : [{ place, picture }];
    });
    // The host may not have told of these yet: their rows keep their room.
    const untold = (places.length - drawn.length) / this.#metrics.columns;
    const room = Math.ceil(untold) * this.#metrics.pitch;
    const isBefore = drawn.length > 0 && (drawn[0]?.place ?? 0) > range.first;
    const current = this.#currentIn(snapshot);
    return html`<section class="day" aria-labelledby="day-${date}">
      <h3 id="day-${date}">${dayTitle(date, words)}</h3>
      <ul
        class="pictures"
        .style=${`padding-block: ${above + (isBefore ? room : 0)}px ${below + (isBefore ? 0 : room)}px`}
      >
        ${repeat(
          drawn,
          ({ picture }) => keyOf(picture),
          ({ picture, place }) => {
            const isCurrent = keyOf(picture) === current;
            const isPassed = this.#flight.passes(keyOf(picture));
            // While the person scrolls, what stands there already is not gone through again.
            return guard(
              [picture, soonest(picture.source ?? ''), words, place, start, count, isCurrent, isPassed],
              () =>
                pictureFigure(picture, words, {
                  place,
                  inDay: { number: place - start + 1, count },
                  isCurrent,
                  isPassed,
                }),
            );
          },
        )}
      </ul>
    </section>`;
  }

  /** The picture that had the focus last, or the first that is drawn. */
  #currentIn({ pictures, first }: Snapshot): string | null {
    const { range } = this.#layout;
    const drawn = pictures.slice(Math.max(0, range.first - first), Math.max(0, range.end - first)).map(keyOf);
    return drawn.find((key) => key === this.#current) ?? drawn[0] ?? null;
  }

  #followSoon(): void {
    if (!this.#isFollowing) {
      this.#isFollowing = true;
      requestAnimationFrame((now) => {
        this.#isFollowing = false;
        this.#flight.note(this.#inSight().top, now, window.innerHeight);
        this.#follow();
      });
    }
  }

  /** Draws anew what has come into sight, a little at a time. */
  #follow(): void {
    if (this.#snapshot === null || this.#span === null) {
      return;
    }
    const wanted = this.#wanted();
    const { columns, pitch } = this.#metrics;
    const most = Math.max(1, Math.floor(mostAtOnce / columns)) * pitch;
    let span = this.#span;
    let layout = this.#layOut(span);
    while (!isSameSpan(span, wanted) && isSameRange(layout.range, this.#layout.range)) {
      span = nextSpan(span, wanted, this.#inSight(), most);
      layout = this.#layOut(span);
    }
    this.#span = span;
    // With nothing on the page there is nothing to measure, and a draw would only lead to the next one.
    const isToMeasure = this.#measuredAt !== window.innerWidth && measuredList() !== null;
    if (!isSameRange(layout.range, this.#layout.range) || isToMeasure) {
      this.#redraw();
    }
  }

  #layOut({ top, bottom }: Span): Layout {
    return layoutOf(this.#snapshot?.days ?? [], this.#metrics, top, bottom);
  }

  #inSight(): Span {
    const top = -this.#top();
    return { top, bottom: top + window.innerHeight };
  }

  /** A little more on each side of what is in sight, so that the next row is there when it is scrolled to. */
  #wanted(): Span {
    const { pitch, columns } = this.#metrics;
    const { top, bottom } = this.#inSight();
    const least = Math.ceil(fewest / columns) * pitch;
    const whole = heightOf(this.#snapshot?.days ?? [], this.#metrics, Number.POSITIVE_INFINITY);
    const from = Math.min(top - pitch / 3, Math.max(0, whole - least));
    return { top: from, bottom: Math.max(bottom + pitch / 3, Math.max(0, from) + least) };
  }

  /** Where the list begins, from the top of what is in sight. */
  #top(): number {
    const list = document.querySelector('.days') ?? document.querySelector('#pictures');
    return list?.getBoundingClientRect().top ?? 0;
  }

  /** Gives whether there was something to measure. */
  #measure(): boolean {
    const metrics = measuredMetrics();
    if (metrics === null) {
      return false;
    }
    this.#metrics = metrics;
    this.#measuredAt = window.innerWidth;
    return true;
  }

  #ask(): void {
    if (this.#snapshot === null) {
      return;
    }
    const { days, first, hasMore, pictures } = this.#snapshot;
    const look = nextLook(this.#layout.range, {
      told: { first, end: first + pictures.length },
      asked: this.#asked,
      total: hasMore ? null : days.reduce((sum, { count }) => sum + count, 0),
    });
    if (look !== null) {
      this.#asked = look;
      editor.postMessage({ type: 'look', range: look });
    }
  }

  /** Gives whether it was there to be focused. */
  #focusAwaited(): boolean {
    const awaited = this.#awaited;
    const picture =
      awaited === null ? null : document.querySelector<HTMLElement>(`[data-place="${awaited.place}"]`);
    if (awaited === null || picture === null) {
      return false;
    }
    this.#awaited = null;
    const key = picture.dataset['picture'] ?? '';
    const find = (control: string): HTMLElement | null =>
      picture.querySelector<HTMLElement>(`[data-key="${control} ${key}"]`);
    picture.scrollIntoView({ block: 'nearest' });
    (find(awaited.control) ?? find('select'))?.focus();
    return true;
  }
}

function pictureAround(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>('[data-picture]');
}

function isSameRange(one: PictureRange, other: PictureRange): boolean {
  return one.first === other.first && one.end === other.end;
}
