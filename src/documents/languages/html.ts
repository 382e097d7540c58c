import { htmlBlockEnd, isWithinTag } from '../htmlBlockEnd.ts';
import { linkPath } from '../linkPath.ts';
import { language } from './language.ts';

/** HTML and the languages of templates that are HTML with expressions in it. */
export const html = language({
  path: (path) => attribute(linkPath(path)),
  altText: attribute,
  inline: ({ path, altText }) => `<img src="${path}" alt="${altText}">`,
  spotAfter: (text, offset) => {
    const { at, indentation } = htmlBlockEnd(text, offset);
    return { at, before: indentation, behind: '', apart: false };
  },
  instead: ({ text, range }, picture) =>
    isWithinTag(text, range.start) ? null : [{ ...range, text: html.inline(picture) }],
  isServed: true,
});

/** A brace would begin an expression: in Vue, Svelte, Angular, Handlebars, Jinja and more. */
export function attribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{', '&#123;');
}
