import type { Range } from '../keptPlace.ts';

/** An attribute's value as it is written, without its quotes. */
export interface AttributeValue extends Range {
  readonly text: string;
  /** `"`, `'`, `{` of an expression, or nothing. */
  readonly quote: string;
}

export interface Tag {
  readonly end: number;
  readonly attributes: ReadonlyMap<string, AttributeValue>;
}

/** Braces stand in each other at most three deep. */
const expression = String.raw`\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}`;
const literal = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|` + '`(?:\\\\.|[^`\\\\$])*`';
const value = String.raw`"([^"]*)"|'([^']*)'|\{\s*(${literal})\s*\}|(${expression})|([^\s"'<>{}` + '`=]+)';
const attribute = new RegExp(
  String.raw`[\s/]*(?:([^\s"'<>/={}]+)(?:\s*=\s*(?:${value}))?|${expression})`,
  'dy',
);
/** By the number of its group, with the mark that begins the value. */
const quotes: readonly (readonly [number, string])[] = [
  [2, '"'],
  [3, "'"],
  [4, '{'],
  [5, '{'],
  [6, ''],
];

/** The attributes of a tag, from behind its name on; null where it has anything else. */
export function tagAt(text: string, behindName: number): Tag | null {
  const attributes = new Map<string, AttributeValue>();
  for (let at = behindName; ;) {
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (match?.indices === undefined) {
      const end = /^\s*\/?>/.exec(text.slice(at, at + 1000))?.[0];
      return end === undefined ? null : { end: at + end.length, attributes };
    }
    at = match.index + match[0].length;
    const name = match[1] ?? '';
    const [group, quote] = quotes.find(([each]) => match[each] !== undefined) ?? [0, ''];
    const indices = match.indices[group];
    if (group > 0 && indices !== undefined && !attributes.has(name)) {
      const [start, end] = indices;
      attributes.set(name, { start, end, text: text.slice(start, end), quote });
    }
  }
}
