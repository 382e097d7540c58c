import { html, type TemplateResult } from 'lit-html';
import type { OpenMatter } from '../protocol.ts';
import { button } from './button.ts';
import { editor } from './editor.ts';

const icons = { information: 'info', warning: 'warning', error: 'error' } as const;

/** A job that failed or waits for a decision: one sentence, and the steps that there are. */
export function matterRow({ generation, prompt, severity, sentence, choices }: OpenMatter): TemplateResult {
  return html`<li class="row matter ${severity}" aria-label=${prompt}>
    <span class="codicon codicon-${icons[severity]}" aria-hidden="true"></span>
    <p class="prompt" dir="auto" title=${prompt}>${prompt}</p>
    <p class="sentence">${sentence}</p>
    <div class="choices">
      ${choices.map(({ action, title }, at) =>
        button({
          title,
          key: `job ${action} ${generation}`,
          primary: at === 0,
          press: () => {
            editor.postMessage({ type: 'job', action, generation });
          },
        }),
      )}
    </div>
  </li>`;
}
