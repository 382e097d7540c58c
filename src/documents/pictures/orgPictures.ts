import { isWithin, onOneLine, rangesOf, type PictureReader } from './linkedPicture.ts';

const opaque =
  /^[^\S\n]*#\+begin_(src|example|export|comment|verbatim)\b[\s\S]*?(?:^[^\S\n]*#\+end_\1\b|(?![\s\S]))/gim;
/** A link that is alone on its line, right below the keywords that belong to it. */
const picture = /^((?:[^\S\n]*#\+[^\n]*\n)*)[^\S\n]*(\[\[(?:file:)?([^\]\n[]*)\]\])[^\S\n]*$/dgim;
const attributes = /^[^\S\n]*#\+attr_html:(.*)$/gim;

/** Links to pictures with a text, which Org has in the attributes of the page that it makes. */
export const readOrg: PictureReader = (text) => {
  const unread = rangesOf(text, opaque);
  return Array.from(text.replaceAll('\r\n', ' \n').matchAll(picture)).flatMap((match) => {
    const [, keywords = '', , path = ''] = match;
    const [start, end] = match.indices?.[2] ?? [0, 0];
    const [pathStart, pathEnd] = match.indices?.[3] ?? [0, 0];
    return isWithin(start, unread)
      ? []
      : [
          {
            whole: { start, end },
            path: { start: pathStart, end: pathEnd },
            altText: onOneLine(altTextOf(keywords)),
            target: decoded(path),
          },
        ];
  });
};

function altTextOf(keywords: string): string {
  const all = Array.from(keywords.matchAll(attributes), ([, values = '']) => values).join(' ');
  return /(?:^|\s):alt\s+(.*?)(?=[^\S\u00a0]:\S|$)/i.exec(all)?.[1] ?? '';
}

function decoded(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replaceAll(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
