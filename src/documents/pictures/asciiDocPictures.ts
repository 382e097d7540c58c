import { withoutReferences } from './characterReferences.ts';
import { isWithin, onOneLine, rangesOf, type PictureReader } from './linkedPicture.ts';
import { filePathOf, pathLength } from './urlPath.ts';

const opaque =
  /^(\/{4,}|-{4,}|\.{4,}|\+{4,}|`{3,})[^\n]*\n[\s\S]*?(?:^\1\s*?$|(?![\s\S]))|^\/\/(?!\/\/)[^\n]*|`\+?[^`\n]*`|\+\+[^\n]*?\+\+/gm;
/** In a block with two colons, in a line of text with one. Lengths are bounded, so that no search is as long as the text. */
const macro =
  /(?<![\p{L}\p{N}_\\:])image::?([^\n[:\s]?[^\n[]{0,2000})\[((?:"(?:\\"|[^"\n]){0,20000}"|\\\]|(?!image::?[^\s[]*\[)[^\]\n]){0,20000})\]/dgu;

export const readAsciiDoc: PictureReader = (text) => {
  const unread = rangesOf(text, opaque);
  return Array.from(text.matchAll(macro)).flatMap((match) => {
    const [found, path = '', attributes = ''] = match;
    const [start] = match.indices?.[1] ?? [0];
    // An attribute of the document, in braces, can stand for anything.
    return isWithin(match.index, unread) || path.includes('{')
      ? []
      : [
          {
            whole: { start: match.index, end: match.index + found.length },
            path: { start, end: start + pathLength(path) },
            altText: onOneLine(withoutReferences(altTextOf(attributes))),
            target: filePathOf(path),
          },
        ];
  });
};

/** The first of the attributes without a name, or the one that is named so. */
function altTextOf(attributes: string): string {
  const named = /(?:^|,)\s*alt\s*=\s*(?:"((?:\\"|[^"])*)"|([^,]*))/.exec(attributes);
  const first = /^\s*(?:"((?:\\"|[^"])*)"|([^,=]*)(?=,|$))/.exec(attributes);
  const [, quoted, plain] = named ?? first ?? [];
  return (quoted ?? plain ?? '').replaceAll(/\\(["\]])/g, '$1');
}
