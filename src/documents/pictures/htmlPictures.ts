import { withoutReferences } from './characterReferences.ts';
import { onOneLine, type LinkedPicture, type PictureReader } from './linkedPicture.ts';
import { tagAt, type AttributeValue } from './tagAttributes.ts';
import { filePathOf, pathLength } from './urlPath.ts';

/** Comments and what is no markup are passed over whole; of the rest, pictures alone are looked into. */
const token =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|title|textarea|xmp)\b[\s\S]*?(?:<\/\1\s*>|$)|<(?:img|Image)(?=[\s/])/gi;

/** HTML itself: a brace is a brace. Two of them, or a percent sign in a tag, are a template's. */
export const readHtml: PictureReader = (text) => readTags(text, /\{\{|<[%?]/);

/** What is HTML with expressions in it: where a value is computed, nobody knows it. */
export const readTemplate: PictureReader = (text) => readTags(text, /\{|<[%?]/);

/** Above its template, an Astro component has code between two lines. */
export const readAstro: PictureReader = (text) => {
  const code = /^\s*---[^\S\n]*\n[\s\S]*?\n---[^\S\n]*(?:\r?\n|$)/.exec(text)?.[0] ?? '';
  return readTemplate(' '.repeat(code.length) + text.slice(code.length));
};

function readTags(text: string, computed: RegExp): LinkedPicture[] {
  return Array.from(text.matchAll(token)).flatMap(({ 0: found, index }): LinkedPicture[] => {
    const tag = /^<i/i.test(found) ? tagAt(text, index + found.length) : null;
    const source = tag?.attributes.get('src');
    const alternative = tag?.attributes.get('alt');
    if (tag === null || source === undefined || computedIn(source) || computedIn(alternative)) {
      return [];
    }
    return [pictureOf({ start: index, end: tag.end }, source, withoutReferences(alternative?.text ?? ''))];
  });

  function computedIn(value: AttributeValue | undefined): boolean {
    return value !== undefined && (value.quote === '{' || computed.test(value.text));
  }
}

/** The picture of a tag whose path is written with references, as in HTML and in strings of JSX. */
export function pictureOf(
  whole: LinkedPicture['whole'],
  { start, text }: AttributeValue,
  altText: string,
): LinkedPicture {
  return {
    whole,
    path: { start, end: start + pathLength(text) },
    altText: onOneLine(altText),
    target: filePathOf(withoutReferences(text)),
  };
}
