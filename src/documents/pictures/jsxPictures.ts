import { jsxModes } from '../jsxModes.ts';
import { withoutReferences } from './characterReferences.ts';
import { pictureOf } from './htmlPictures.ts';
import type { LinkedPicture, PictureReader } from './linkedPicture.ts';
import { tagAt, type AttributeValue } from './tagAttributes.ts';

export const readJsx: PictureReader = (text) => {
  const tags = new Set(jsxModes(text).flatMap(({ at, mode }) => (mode === 'tag' ? [at] : [])));
  return Array.from(text.matchAll(/<(?:img|Image)(?=[\s/])/g)).flatMap(({ 0: found, index }) =>
    tags.has(index + 1) ? picturesOfTag(text, index, index + found.length) : [],
  );
};

/** None where the path or the text is computed, or the path stands within an expression. */
export function picturesOfTag(text: string, start: number, behindName: number): LinkedPicture[] {
  const tag = tagAt(text, behindName);
  const source = tag?.attributes.get('src');
  if (tag === null || source === undefined || source.quote === '{') {
    return [];
  }
  return [pictureOf({ start, end: tag.end }, source, textOf(tag.attributes.get('alt')))];
}

function textOf(value: AttributeValue | undefined): string {
  if (value?.quote !== '{') {
    return withoutReferences(value?.text ?? '');
  }
  // What is computed is no text; a string is, within its quotes.
  return (/^["'`]/.test(value.text) ? value.text.slice(1, -1) : '').replaceAll(
    /\\(?:n|r|t|([\s\S]))/g,
    (_, character?: string) => character ?? ' ',
  );
}
