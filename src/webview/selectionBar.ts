import { html, nothing, type TemplateResult } from 'lit-html';
import type { SelectWords, SeveralAction } from '../protocol.ts';
import { button } from './button.ts';
import { editor } from './editor.ts';

const icons: Readonly<Record<SeveralAction, string>> = {
  copyLinks: 'link',
  delete: 'trash',
  export: 'export',
  insert: 'insert',
  save: 'save',
  star: 'star-empty',
};

/** As many pictures as stand side by side in a way that they can be seen. */
const mostCompared = 4;

/** What can be done with the pictures that are selected. */
export function selectionBar(count: number, words: SelectWords): TemplateResult | typeof nothing {
  const selected = words.selected.replace('{0}', String(count));
  return count === 0
    ? nothing
    : html`<div class="selection" role="toolbar" aria-label=${selected}>
        <p role="status">${selected}</p>
        ${
          count >= 2 && count <= mostCompared
            ? button({
                title: words.compare,
                key: 'several compare',
                icon: 'compare-changes',
                press: () => {
                  editor.postMessage({ type: 'view', what: 'selected' });
                },
              })
            : nothing
        }
        ${words.choices.map(({ action, title }) =>
          button({
            title,
            key: `several ${action}`,
            icon: icons[action],
            press: () => {
              editor.postMessage({ type: 'several', action });
            },
          }),
        )}
        ${button({
          title: words.all,
          key: 'several all',
          icon: 'checklist',
          press: () => {
            selectAll(true);
          },
        })}
        ${button({
          title: words.none,
          key: 'several none',
          icon: 'close',
          iconOnly: true,
          press: () => {
            selectAll(false);
          },
        })}
      </div>`;
}

export function selectAll(isWanted: boolean): void {
  editor.postMessage({ type: 'selectAll', isWanted });
}
