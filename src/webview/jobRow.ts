import { html, nothing, type TemplateResult } from 'lit-html';
import type { PageWords, RunningJob } from '../protocol.ts';
import { button } from './button.ts';
import { editor } from './editor.ts';

/** A job that runs: what it will show, where it is, since when. No bar: nobody knows how far it is. */
export function jobRow(
  { generation, prompt, state, since, cancel }: RunningJob,
  words: PageWords,
): TemplateResult {
  return html`<li class="row" aria-label=${prompt}>
    <span class="codicon codicon-loading spin" aria-hidden="true"></span>
    <p class="prompt" dir="auto" title=${prompt}>${prompt}</p>
    <p class="state">${state}</p>
    <time class="elapsed" data-since=${since} aria-label=${words.elapsed}></time>
    ${
      cancel === null
        ? nothing
        : button({
            title: cancel.title,
            key: `job cancel ${generation}`,
            press: () => {
              editor.postMessage({ type: 'job', action: 'cancel', generation });
            },
          })
    }
  </li>`;
}

/** Each second, and without a word to those who listen: elapsed time is no news. */
export function tick(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-since]')) {
    const seconds = Math.max(0, Math.floor((Date.now() - Number(element.dataset['since'])) / 1000));
    const minutes = Math.floor(seconds / 60);
    element.textContent = `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  }
}
