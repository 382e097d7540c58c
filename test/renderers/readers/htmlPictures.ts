import { pathOf, type FoundPicture } from '../reader.ts';
import { tool } from '../tools.ts';

interface Node {
  readonly nodeName: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
  readonly content?: Node;
  readonly value?: string;
  readonly data?: string;
}

export interface HtmlDocument {
  readonly pictures: readonly FoundPicture[];
  /** All that is no picture, nor only there to hold one. */
  readonly rest: string;
}

/** A page as the parser of browsers' own rules reads it. */
export function readHtml(page: string, isHolder: (node: string) => boolean = () => false): HtmlDocument {
  const { parse } = tool('parse5') as { parse: (page: string) => Node };
  const pictures: FoundPicture[] = [];
  const outline = (node: Node): string => {
    const attributes = new Map(node.attrs?.map(({ name, value }) => [name, value]));
    if (node.nodeName === 'img') {
      pictures.push({ path: pathOf(attributes.get('src') ?? ''), altText: attributes.get('alt') ?? null });
      return '';
    }
    const words = (node.value ?? node.data ?? '').replaceAll(/\s+/g, ' ').trim();
    const children = [...(node.childNodes ?? []), ...(node.content === undefined ? [] : [node.content])];
    const inside = words + children.map(outline).filter(Boolean).join(' ');
    const name = `${node.nodeName}.${attributes.get('class') ?? ''}`;
    return inside === '' && (node.nodeName === '#text' || isHolder(name)) ? '' : `<${name} ${inside}>`;
  };
  // A picture may part a text in two.
  const rest = outline(parse(page))
    .replaceAll(/(<#text\. [^<>]*)>(?= <#text\. )/g, '$1')
    .replaceAll(/(?<=<#text\. [^<>]*) <#text\. /g, ' ');
  return { pictures, rest };
}
