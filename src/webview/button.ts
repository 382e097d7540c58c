import { html, nothing, type TemplateResult } from 'lit-html';

export interface ButtonOptions {
  /** What the button does: its name for everybody. */
  readonly title: string;
  /** Says which button it is, so that the focus stays on it when the page is drawn anew. */
  readonly key: string;
  /** A codicon's name; with `iconOnly` the title is shown when it is pointed at. */
  readonly icon?: string | undefined;
  readonly iconOnly?: boolean;
  readonly primary?: boolean;
  /** Of a button that stays pressed, or that opens something. */
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  /** False where the Tab key passes it, since arrow keys lead to it. */
  readonly isReached?: boolean;
  readonly press: (event: Event) => void;
}

export function button({
  title,
  key,
  icon,
  iconOnly = false,
  primary = false,
  pressed,
  expanded,
  disabled = false,
  isReached = true,
  press,
}: ButtonOptions): TemplateResult {
  const kind = primary ? 'primary' : iconOnly ? `icon codicon codicon-${icon ?? ''}` : 'secondary';
  return html`<button
    type="button"
    class=${kind}
    data-key=${key}
    tabindex=${isReached ? nothing : -1}
    title=${iconOnly ? title : nothing}
    aria-label=${iconOnly ? title : nothing}
    aria-pressed=${pressed ?? nothing}
    aria-expanded=${expanded ?? nothing}
    ?disabled=${disabled}
    @click=${press}
  >
    ${
      iconOnly
        ? nothing
        : html`${
              icon === undefined
                ? nothing
                : html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>`
            }<span>${title}</span>`
    }
  </button>`;
}
