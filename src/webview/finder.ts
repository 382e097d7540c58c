import { html, nothing, type TemplateResult } from 'lit-html';
import type { Finding, FindWords, HistoryQuery, Labels, PageWords } from '../protocol.ts';
import { button } from './button.ts';
import { editor, recall, remember } from './editor.ts';

type Period = 'any' | 'month' | 'today' | 'week';

/** What the person looks for, as it was chosen: a period moves on with the days. */
export interface Wanted extends Omit<HistoryQuery, 'since'> {
  readonly period: Period;
  /** Whether the filters are open. */
  readonly filters: boolean;
}

const nothingWanted: Wanted = {
  text: '',
  starred: false,
  saved: null,
  shape: null,
  period: 'any',
  model: null,
  inDocument: false,
  filters: false,
};

const daysOf: Readonly<Record<Exclude<Period, 'any'>, number>> = { today: 0, week: 6, month: 29 };

/** The search in the history: what is wanted stands on the page, and outlives it. */
export class Finder {
  #wanted: Wanted = recall().wanted ?? nothingWanted;
  readonly #redraw: () => void;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  query(): HistoryQuery {
    const { text, starred, saved, shape, model, inDocument, period } = this.#wanted;
    return { text, starred, saved, shape, model, inDocument, since: beginOf(period) };
  }

  clear(): void {
    this.#want({ ...nothingWanted, filters: this.#wanted.filters });
  }

  draw({ inDocument, models, found }: Finding, words: PageWords): TemplateResult {
    const wanted = this.#wanted;
    const { find } = words;
    return html`<search class="find">
      <div class="line">
        <input
          type="search"
          data-key="find text"
          aria-label=${find.search}
          placeholder=${find.search}
          maxlength="1000"
          .value=${wanted.text}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) {
              this.#want({ ...this.#wanted, text: event.target.value });
            }
          }}
        />
        ${this.#toggle('starred', find.starred, wanted.starred ? 'star-full' : 'star-empty')}
        ${button({
          title: find.filters,
          key: 'find filters',
          icon: 'filter',
          iconOnly: true,
          expanded: wanted.filters,
          press: () => {
            this.#set({ ...wanted, filters: !wanted.filters });
            this.#redraw();
          },
        })}
      </div>
      ${wanted.filters ? this.#filters(inDocument, models, words) : nothing}
      <p class="details" role="status">${found}</p>
    </search>`;
  }

  #filters(inDocument: string | null, models: readonly string[], { find }: PageWords): TemplateResult {
    const wanted = this.#wanted;
    const savedAs = { any: null, yes: true, no: false } as const;
    const saved = wanted.saved === null ? 'any' : wanted.saved ? 'yes' : 'no';
    return html`<div class="line">
      ${list('period', find.period, wanted.period, (period) => {
        this.#want({ ...this.#wanted, period });
      })}
      ${list('shape', find.shape, wanted.shape ?? 'any', (shape) => {
        this.#want({ ...this.#wanted, shape: shape === 'any' ? null : shape });
      })}
      ${list('saved', find.saved, saved, (choice) => {
        this.#want({ ...this.#wanted, saved: savedAs[choice] });
      })}
      ${models.length === 0 ? nothing : this.#models(models, find.model)}
      ${inDocument === null ? nothing : this.#toggle('inDocument', inDocument, 'file')}
    </div>`;
  }

  #models(models: readonly string[], { name, every }: FindWords['model']): TemplateResult {
    const choices = [
      { value: 'any', title: every },
      ...models.map((model) => ({ value: model, title: model })),
    ];
    return list('model', { name, choices }, this.#wanted.model ?? 'any', (model) => {
      this.#want({ ...this.#wanted, model: model === 'any' ? null : model });
    });
  }

  #toggle(what: 'inDocument' | 'starred', title: string, icon: string): TemplateResult {
    return button({
      title,
      key: `find ${what}`,
      icon,
      pressed: this.#wanted[what],
      press: () => {
        this.#want({ ...this.#wanted, [what]: !this.#wanted[what] });
      },
    });
  }

  #want(wanted: Wanted): void {
    this.#set(wanted);
    this.#redraw();
    editor.postMessage({ type: 'find', query: this.query() });
  }

  #set(wanted: Wanted): void {
    this.#wanted = wanted;
    remember({ wanted });
  }
}

/** A list whose choices have values of a closed set. */
function list<Choice extends string>(
  key: string,
  { name, choices }: Labels<Choice>,
  chosen: Choice,
  choose: (choice: Choice) => void,
): TemplateResult {
  return html`<select
    data-key="find ${key}"
    aria-label=${name}
    @change=${(event: Event) => {
      const picked =
        event.target instanceof HTMLSelectElement ? choices[event.target.selectedIndex] : undefined;
      if (picked !== undefined) {
        choose(picked.value);
      }
    }}
  >
    ${choices.map(({ value, title }) => html`<option .selected=${value === chosen}>${title}</option>`)}
  </select>`;
}

/** The begin of the person's day, so many days ago. */
function beginOf(period: Period): number | null {
  if (period === 'any') {
    return null;
  }
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysOf[period]).getTime();
}
