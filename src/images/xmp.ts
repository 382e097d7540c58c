import { encoded, parseXml, type XmlElement } from './xml.ts';

/** A property of a picture in XMP. */
export interface XmpProperty {
  readonly space: keyof typeof spaces;
  readonly name: string;
  readonly value: string;
  /** `alternative`: the one text of those in several languages. */
  readonly form?: 'alternative';
}

export const spaces = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  /** Ours: what no standard has a term for. */
  zimage: 'https://github.com/zimage/z-image-vscode/ns/1.0/',
} as const;

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xml = 'http://www.w3.org/XML/1998/namespace';

/** More text than this is not read: metadata of a picture has a few thousand characters. */
const longest = 4_000_000;

const emptyPacket = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="${rdf}">
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;

/** A property that stands in a packet, and where: it can be cut out. */
export interface FoundProperty {
  readonly space: string;
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface Packet {
  readonly text: string;
  readonly rdf: XmlElement;
  readonly descriptions: readonly XmlElement[];
}

/** The properties of a packet; empty where it cannot be read. */
export function readXmp(text: string): readonly FoundProperty[] {
  return parsePacket(text)?.descriptions.flatMap(propertiesOf) ?? [];
}

export function findProperty(
  found: readonly FoundProperty[],
  space: keyof typeof spaces,
  name: string,
): string | null {
  return found.find((each) => each.space === spaces[space] && each.name === name)?.value ?? null;
}

/**
 * A packet with these properties beside those that it has, or a new one. What `isReplaced` names is taken out first;
 * what still stands there then is not said a second time. Null where the packet cannot be read.
 */
export function writeXmp(
  existing: string | null,
  properties: readonly XmpProperty[],
  isReplaced: (found: FoundProperty) => boolean,
): string | null {
  const cleaned = existing === null ? emptyPacket : withoutProperties(existing, isReplaced);
  const packet = cleaned === null ? null : parsePacket(cleaned);
  if (packet === null) {
    return null;
  }
  const standing = packet.descriptions.flatMap(propertiesOf);
  const added = properties.filter(({ space, name }) => findProperty(standing, space, name) === null);
  const about = packet.descriptions[0]?.attributes.find(({ name }) => name === 'about')?.value ?? '';
  const { close } = packet.rdf;
  return `${packet.text.slice(0, close)}${description(about, added)}\n${packet.text.slice(close)}`;
}

function parsePacket(text: string): Packet | null {
  const root = text.length > longest ? null : parseXml(text);
  const found = root === null ? null : findRdf(root);
  return found === null || found.close === found.end
    ? null
    : { text, rdf: found, descriptions: found.children.filter((each) => isRdf(each, 'Description')) };
}

function findRdf(root: XmlElement): XmlElement | null {
  return isRdf(root, 'RDF') ? root : (root.children.find((each) => isRdf(each, 'RDF')) ?? null);
}

function isRdf({ space, name }: XmlElement, wanted: string): boolean {
  return space === rdf && name === wanted;
}

/** Properties are elements, or short forms in attributes. */
function propertiesOf({ attributes, children }: XmlElement): FoundProperty[] {
  return [
    ...attributes.filter(({ space }) => space !== '' && space !== rdf && space !== xml && space !== 'xmlns'),
    ...children.map((each) => ({ ...each, value: valueOf(each) })),
  ];
}

function valueOf(property: XmlElement): string {
  const list = property.children.find((each) => ['Alt', 'Seq', 'Bag'].some((name) => isRdf(each, name)));
  const items = list?.children ?? [];
  const isDefault = ({ attributes }: XmlElement): boolean =>
    attributes.some(({ name, value }) => name === 'lang' && value === 'x-default');
  return (items.find(isDefault) ?? items[0] ?? property).text;
}

/** Also without the descriptions that have nothing left. */
function withoutProperties(text: string, isReplaced: (found: FoundProperty) => boolean): string | null {
  const packet = parsePacket(text);
  if (packet === null) {
    return null;
  }
  const cuts = packet.descriptions.flatMap((each) => {
    const properties = propertiesOf(each);
    const replaced = properties.filter(isReplaced);
    const lineEnd = text[each.end] === '\n' ? 1 : 0;
    return replaced.length > 0 && replaced.length === properties.length
      ? [{ start: each.start, end: each.end + lineEnd }]
      : replaced;
  });
  return cuts.toReversed().reduce((cut, { start, end }) => cut.slice(0, start) + cut.slice(end), text);
}

function description(about: string, properties: readonly XmpProperty[]): string {
  const used = new Set(properties.map(({ space }) => space));
  const declared = [...used].map((space) => ` xmlns:${space}="${spaces[space]}"`).join('');
  const elements = properties.map(({ space, name, value, form }) => {
    const text =
      form === undefined
        ? encoded(value)
        : `<rdf:Alt><rdf:li xml:lang="x-default">${encoded(value)}</rdf:li></rdf:Alt>`;
    return `<${space}:${name}>${text}</${space}:${name}>\n`;
  });
  return `<rdf:Description rdf:about="${encoded(about)}" xmlns:rdf="${rdf}"${declared}>\n${elements.join('')}</rdf:Description>`;
}
