import { onOneLine, type LinkedPicture, type PictureReader } from './linkedPicture.ts';

/** As a call in markup, or where an expression may begin in code; else what is not read, whole. */
const token =
  /(?<=#|[([{,=:;]\s*|\n[^\S\n]*)(image\()|\\.|https?:\/\/\S*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(`{3,})[\s\S]*?(?:\2|$)|`[^`]*(?:`|$)/g;
const argument =
  /\s*(?:([\p{L}_][\p{L}\p{N}_-]*)\s*:\s*)?(?:"((?:\\[\s\S]|[^"\\])*)"|[^\s",()[\]{}][^",()[\]{}]*|\([^"()]*\))\s*([,)])/duy;

/** `image("fox.png", alt: "A red fox")`; one whose arguments are computed is none that can be read. */
export const readTypst: PictureReader = (text) => {
  const pictures: LinkedPicture[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found, isCall] = match;
    const read = isCall === undefined ? null : argumentsAt(text, match.index + found.length);
    const path = read?.values.get('');
    if (read !== null && path !== undefined) {
      const { start, end } = path;
      const whole = { start: match.index, end: read.end };
      const altText = onOneLine(plainOf(read.values.get('alt')?.text ?? ''));
      pictures.push({ whole, path: { start, end }, altText, target: plainOf(path.text) });
      token.lastIndex = read.end;
    }
  }
  return pictures;
};

interface Value {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The arguments that are strings, by name; the path has none. Null where there are others than simple ones. */
function argumentsAt(text: string, from: number): { values: ReadonlyMap<string, Value>; end: number } | null {
  const values = new Map<string, Value>();
  for (let at = from; ;) {
    argument.lastIndex = at;
    const match = argument.exec(text);
    if (match === null) {
      const closed = /^\s*\)/.exec(text.slice(at, at + 1000))?.[0];
      return closed === undefined || at === from ? null : { values, end: at + closed.length };
    }
    at = match.index + match[0].length;
    const range = match.indices?.[2];
    if (range !== undefined && !values.has(match[1] ?? '')) {
      values.set(match[1] ?? '', { start: range[0], end: range[1], text: match[2] ?? '' });
    }
    if (match[3] === ')') {
      return { values, end: at };
    }
  }
}

function plainOf(text: string): string {
  return text.replaceAll(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|([nrt])|([\s\S]))/g,
    (_, code?: string, blank?: string, character?: string) =>
      code === undefined
        ? blank === undefined
          ? (character ?? '')
          : ' '
        : characterOf(Number.parseInt(code, 16)),
  );
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
