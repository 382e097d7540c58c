import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { keyOf } from '../keyOf.ts';
import type { PageWords, ViewedPicture } from '../protocol.ts';
import { compareFacts, type ComparedFact } from './differences.ts';
import { pictureChoices, shownPicture } from './pictureFigure.ts';

/** Pictures in large, one or some, each with all that is known of it; where several differ is marked. */
export function sideBySide(pictures: readonly ViewedPicture[], words: PageWords): TemplateResult {
  const facts = compareFacts(pictures);
  const prompts = new Set(pictures.map(({ prompt }) => prompt)).size;
  return html`<div class="side" data-count=${pictures.length}>
    ${repeat(
      pictures,
      (picture) => keyOf(picture),
      (picture, at) =>
        html`<figure>
          ${shownPicture(picture, () => undefined, false)}
          <figcaption>
            <p class=${prompts > 1 ? 'differs' : ''} dir="auto">
              ${prompts > 1 ? difference(words) : nothing}${picture.prompt}
            </p>
            <dl>${(facts[at] ?? []).map((fact) => factRow(fact, words))}</dl>
          </figcaption>
          <div class="choices">${pictureChoices(picture, words)}</div>
        </figure>`,
    )}
  </div>`;
}

function factRow({ name, value, differs }: ComparedFact, words: PageWords): TemplateResult {
  return html`<div class=${differs ? 'differs' : ''}>
    <dt>${name}</dt>
    <dd dir="auto">${differs ? difference(words) : nothing}${value}</dd>
  </div>`;
}

/** What is marked for the eye is said to the ear. */
function difference({ view }: PageWords): TemplateResult {
  return html`<span class="unseen">${view.differs} </span>`;
}
