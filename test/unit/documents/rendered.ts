import MarkdownIt from 'markdown-it';

/** As the editor's preview and most sites have it. */
const markdown = new MarkdownIt({ html: true, linkify: true });

export interface ShownPicture {
  readonly src: string;
  readonly alt: string;
}

/** The pictures that a Markdown document shows, with their addresses decoded. */
export function picturesIn(text: string): ShownPicture[] {
  const found: ShownPicture[] = [];
  const environment = {};
  for (const { children } of markdown.parse(text, environment)) {
    for (const token of children ?? []) {
      if (token.type === 'image') {
        const src = decodeURIComponent(String(token.attrGet('src') ?? ''));
        const alt = markdown.renderer.renderInlineAsText(token.children ?? [], markdown.options, environment);
        found.push({ src, alt });
      }
    }
  }
  return found;
}

export function htmlOf(text: string): string {
  return markdown.render(text);
}
