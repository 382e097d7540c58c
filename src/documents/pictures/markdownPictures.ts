import type { Nodes } from 'mdast';
import { frontMatterLength } from '../../frontMatter.ts';
import type { Range } from '../keptPlace.ts';
import { readHtml } from './htmlPictures.ts';
import { picturesOfTag } from './jsxPictures.ts';
import { onOneLine, type LinkedPicture, type PictureReader } from './linkedPicture.ts';
import { markdownChunks, type Chunk } from './markdownChunks.ts';
import { addressesIn, withDefinitions, type Addresses } from './markdownDefinitions.ts';
import { destinationIn } from './markdownDestination.ts';
import { markdownNodes, type MarkdownKind } from './markdownNodes.ts';
import { filePathOf, pathLength } from './urlPath.ts';

export const readMarkdown: PictureReader = (text) => read(text, 'markdown');

export const readMdx: PictureReader = (text) => read(withoutComments(text), 'mdx');

/** The lines stay, and so do the offsets. */
function withoutComments(text: string): string {
  return text.replaceAll(/\{\s*\/\*[\s\S]*?\*\/\s*\}/g, (comment) => comment.replaceAll(/[^\r\n]/g, ' '));
}

function read(text: string, kind: MarkdownKind): LinkedPicture[] {
  const chunks = markdownChunks(text, frontMatterLength(text));
  const addresses = addressesIn(chunks, kind);
  return chunks
    .filter((chunk) => /!\[|<img|<Image/i.test(chunk.text) && !isCode(chunk, kind))
    .flatMap((chunk) =>
      markdownNodes(withDefinitions(chunk.text, addresses), kind).flatMap((node) =>
        picturesOf(node, chunk, addresses, kind),
      ),
    )
    .sort((one, other) => one.whole.start - other.whole.start);
}

function isCode({ text }: Chunk, kind: MarkdownKind): boolean {
  return kind === 'mdx' && /^(?:import|export)\s/.test(text);
}

function picturesOf(node: Nodes, chunk: Chunk, addresses: Addresses, kind: MarkdownKind): LinkedPicture[] {
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  const markup = chunk.text.slice(start, end);
  const whole = { start: chunk.start + start, end: chunk.start + end };
  if (node.type === 'html') {
    return picturesOfHtml(markup, kind).map((picture) => ({
      ...picture,
      whole: moved(picture.whole, whole.start),
      path: moved(picture.path, whole.start),
    }));
  }
  if (node.type === 'imageReference') {
    const address = addresses.get(node.identifier);
    const altText = onOneLine(node.alt ?? '');
    return address === undefined ? [] : [{ whole, path: address.path, altText, target: address.target }];
  }
  const range = node.type === 'image' ? destinationIn(markup) : null;
  if (node.type !== 'image' || range === null) {
    return [];
  }
  const written = { ...range, end: range.start + pathLength(markup.slice(range.start, range.end)) };
  const target = filePathOf(node.url);
  return [{ whole, path: moved(written, whole.start), altText: onOneLine(node.alt ?? ''), target }];
}

function picturesOfHtml(markup: string, kind: MarkdownKind): LinkedPicture[] {
  if (kind === 'markdown') {
    return readHtml(markup);
  }
  const name = /^<(?:img|Image)(?=[\s/])/.exec(markup)?.[0];
  return name === undefined ? [] : picturesOfTag(markup, 0, name.length);
}

function moved({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
