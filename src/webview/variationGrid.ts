import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { PageWords, VariationCell, ViewedVariations } from '../protocol.ts';
import { editor } from './editor.ts';
import { shownPicture } from './pictureFigure.ts';

/** One prompt's pictures as a table, its axes the settings in which they differ. */
export function variationGrid(
  { prompt, columns, rows }: ViewedVariations,
  { view }: PageWords,
): TemplateResult {
  const hasRowTitles = rows.some(({ title }) => title !== '');
  return html`<p class="prompt" dir="auto">${prompt}</p>
    <div class="variations" tabindex="0" role="group" aria-label=${view.variations}>
      <table>
        <thead>
          <tr>
            ${hasRowTitles ? html`<td></td>` : ''}
            ${columns.map((title) => html`<th scope="col">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ title, cells }) =>
              html`<tr>
                ${hasRowTitles ? html`<th scope="row">${title}</th>` : ''}
                ${repeat(cells, ({ key }) => key, variationCell)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function variationCell({ key, title, picture, state }: VariationCell): TemplateResult {
  if (picture === null) {
    return html`<td><p class="state">${state}</p></td>`;
  }
  const { generation, index } = picture;
  const press = (): void => {
    editor.postMessage({ type: 'viewPicture', generation, index });
  };
  const name = picture.source === null ? `${title}: ${picture.missing}` : title;
  return html`<td>
    <button type="button" data-key="variation ${key}" aria-label=${name} title=${name} @click=${press}>
      ${shownPicture({ ...picture, prompt: '' }, () => undefined, true)}
    </button>
  </td>`;
}
