import type { Range } from '../keptPlace.ts';
import type { Chunk } from './markdownChunks.ts';
import { destinationOfDefinition } from './markdownDestination.ts';
import { markdownNodes, type MarkdownKind } from './markdownNodes.ts';
import { filePathOf, pathLength } from './urlPath.ts';

/** What a picture by reference names: `[fox]: images/fox.png`. */
interface Address {
  readonly label: string;
  readonly target: string;
  /** Where the path is written. */
  readonly path: Range;
}

/** By their labels, as the parser makes them comparable. */
export type Addresses = ReadonlyMap<string, Address>;

/** The definitions of a whole text; of two with one label the first counts. */
export function addressesIn(chunks: readonly Chunk[], kind: MarkdownKind): Addresses {
  const addresses = new Map<string, Address>();
  for (const chunk of chunks.filter(({ text }) => text.includes(']:'))) {
    for (const node of markdownNodes(chunk.text, kind)) {
      if (node.type !== 'definition' || addresses.has(node.identifier)) {
        continue;
      }
      const start = node.position?.start.offset ?? 0;
      const markup = chunk.text.slice(start, node.position?.end.offset);
      const range = destinationOfDefinition(markup);
      if (range !== null) {
        const at = chunk.start + start + range.start;
        const path = { start: at, end: at + pathLength(markup.slice(range.start, range.end)) };
        addresses.set(node.identifier, { label: node.label ?? '', target: filePathOf(node.url), path });
      }
    }
  }
  return addresses;
}

/** A piece of a text with the definitions behind it that it names, without which it would name nothing. */
export function withDefinitions(text: string, addresses: Addresses): string {
  if (addresses.size === 0) {
    return text;
  }
  const named = new Set<string>();
  for (const [, label] of text.matchAll(/\[((?:\\[\s\S]|[^[\]\\]){1,999})\]/g)) {
    const identifier = comparable(label ?? '');
    if (addresses.has(identifier)) {
      named.add(identifier);
    }
  }
  return [text, ...Array.from(named, (label) => `[${label}]: x`)].join('\n\n');
}

function comparable(label: string): string {
  return label.replaceAll(/\s+/g, ' ').trim().toLowerCase().toUpperCase().toLowerCase();
}
