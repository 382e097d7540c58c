interface XmlAttribute {
  readonly space: string;
  readonly name: string;
  readonly value: string;
  /** With the white space before it. */
  readonly start: number;
  readonly end: number;
}

/** An element with its place in the text. */
export interface XmlElement {
  /** The address of its namespace. */
  readonly space: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The text that stands directly in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where its closing tag begins; its end where it has none. */
  readonly close: number;
}

interface Open extends Omit<XmlElement, 'close' | 'end' | 'text'> {
  readonly qualified: string;
  readonly spaces: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly texts: string[];
}

interface RawAttribute extends Omit<XmlAttribute, 'space' | 'name'> {
  readonly qualified: string;
}

/** More is no metadata, but an attempt to keep us busy. */
const deepest = 100;
const mostSpaces = 200;

const plain = /[^<]+/y;
const ignored = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->/y;
const characterData = /<!\[CDATA\[([\s\S]*?)\]\]>/y;
const closing = /<\/([^\s<>/]+)\s*>/y;
const opening = /<([^\s<>/!?=]+)/y;
const attribute = /\s+([^\s<>/='"]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagEnd = /\s*(\/?)>/y;
const entity = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const outermost = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

/** The root of an XML text, with places, or null where it is not well-formed; document types are not taken. */
export function parseXml(text: string): XmlElement | null {
  return new XmlReader(text).read();
}

class XmlReader {
  readonly #text: string;
  readonly #stack: Open[] = [];
  #root: XmlElement | null = null;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement | null {
    while (this.#at < this.#text.length) {
      if (!this.#readText() && !this.#close() && !this.#open()) {
        return null;
      }
    }
    return this.#stack.length === 0 ? this.#root : null;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found;
  }

  #readText(): boolean {
    const text = this.#take(plain)?.[0];
    const kept = text === undefined ? this.#take(characterData)?.[1] : decoded(text);
    if (kept !== undefined) {
      this.#stack.at(-1)?.texts.push(kept);
      return true;
    }
    return this.#take(ignored) !== null;
  }

  #close(): boolean {
    const start = this.#at;
    const qualified = this.#take(closing)?.[1];
    if (qualified === undefined || this.#stack.at(-1)?.qualified !== qualified) {
      return false;
    }
    this.#finish(this.#stack.pop(), start);
    return true;
  }

  #open(): boolean {
    const start = this.#at;
    const qualified = this.#take(opening)?.[1];
    if (qualified === undefined || this.#stack.length >= deepest) {
      return false;
    }
    const found = this.#attributes();
    const spaces = spacesWith(found, this.#stack.at(-1)?.spaces ?? outermost);
    const end = this.#take(tagEnd);
    if (end === null || spaces.size > mostSpaces || (this.#stack.length === 0 && this.#root !== null)) {
      return false;
    }
    const attributes = found.map(({ qualified: each, ...rest }) => ({
      ...rest,
      ...attributeName(each, spaces),
    }));
    const [prefix, name] = splitName(qualified);
    const space = spaces.get(prefix) ?? '';
    this.#stack.push({ qualified, spaces, space, name, attributes, children: [], texts: [], start });
    if (end[1] === '/') {
      this.#finish(this.#stack.pop(), this.#at);
    }
    return true;
  }

  #attributes(): RawAttribute[] {
    const found: RawAttribute[] = [];
    for (let start = this.#at, each = this.#take(attribute); each !== null; each = this.#take(attribute)) {
      found.push({
        qualified: each[1] ?? '',
        value: decoded(each[2] ?? each[3] ?? ''),
        start,
        end: this.#at,
      });
      start = this.#at;
    }
    return found;
  }

  #finish(element: Open | undefined, close: number): void {
    if (element === undefined) {
      return;
    }
    const { space, name, attributes, children, texts, start } = element;
    const finished = { space, name, attributes, children, text: texts.join(''), start, close, end: this.#at };
    const parent = this.#stack.at(-1);
    if (parent === undefined) {
      this.#root = finished;
    } else {
      parent.children.push(finished);
    }
  }
}

function spacesWith(
  found: readonly RawAttribute[],
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const declared = found.flatMap(({ qualified, value }): [string, string][] => {
    const [prefix, name] = splitName(qualified);
    return prefix === 'xmlns' ? [[name, value]] : qualified === 'xmlns' ? [['', value]] : [];
  });
  return declared.length === 0 ? outer : new Map([...outer, ...declared]);
}

function attributeName(
  qualified: string,
  spaces: ReadonlyMap<string, string>,
): Pick<XmlAttribute, 'space' | 'name'> {
  const [prefix, name] = splitName(qualified);
  // A declaration of a namespace is no attribute of the element's own.
  return { space: prefix === '' ? '' : (spaces.get(prefix) ?? prefix), name };
}

/** A text without what XML cannot hold: control characters, and halves of characters. */
export function heldByXml(text: string): string {
  return text.toWellFormed().replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffc\u{10000}-\u{10ffff}]/gu, '');
}

/** A text as it stands in an element or in quotes. */
export function encoded(text: string): string {
  return heldByXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

function decoded(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(entity, (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex === undefined ? Number(decimal ?? -1) : Number.parseInt(hex, 16);
      return name === undefined
        ? code > 0x10ffff
          ? whole
          : String.fromCodePoint(code)
        : (named[name] ?? whole);
    });
}

function splitName(qualified: string): readonly [prefix: string, name: string] {
  const at = qualified.indexOf(':');
  return at < 0 ? ['', qualified] : [qualified.slice(0, at), qualified.slice(at + 1)];
}
