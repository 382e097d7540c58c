/** What a stretch of a text with JSX is: `code`, a tag with its attributes, or what stands between tags. */
export type JsxMode = 'code' | 'comment' | 'string' | 'tag' | 'children';

export interface ModeChange {
  readonly at: number;
  readonly mode: JsxMode;
}

/** Tokens that change what follows; the first that fits is taken. */
const tokens = {
  code: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|`|[{}]|(?<![\w$)\].][^\S\n]*|[\w$)\]])<(?=[A-Za-z_$][\w$.:-]*(?:\s+(?!extends\b)|\/?>|$)|>)|(?<=(?:^|[(,=:[!&|?{};>]|\breturn)\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//g,
  template: /\\[\s\S]|\$\{|`/g,
  tag: /"[^"]*"?|'[^']*'?|\{|\/\*[\s\S]*?(?:\*\/|$)|\/>|>/g,
  children: /\{|<\/[^>]*>?|<(?=[A-Za-z_$>])/g,
};

type State = keyof typeof tokens;

/**
 * Where the modes of a text change. It is no parser: it knows strings, templates, comments, braces and tags, and
 * takes for a tag what stands where an expression may begin.
 */
export function jsxModes(text: string): ModeChange[] {
  const changes: ModeChange[] = [{ at: 0, mode: 'code' }];
  const states: State[] = ['code'];
  const modeOf = (state: State): JsxMode => (state === 'template' ? 'string' : state);
  const state = (): State => states.at(-1) ?? 'code';
  const change = (at: number): void => {
    changes.push({ at, mode: modeOf(state()) });
  };
  for (let at = 0; ;) {
    const pattern = tokens[state()];
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) {
      return changes;
    }
    const [token] = match;
    const end = match.index + token.length;
    at = end;
    if (token.length > 1 && /^(?:\/[/*]|["'])/.test(token) && !token.startsWith('/>')) {
      changes.push({ at: match.index + 1, mode: token.startsWith('/') ? 'comment' : 'string' });
      // A comment of one line ends before its line break, so that code begins there.
      changes.push({ at: end, mode: modeOf(state()) });
      continue;
    }
    switch (token) {
      case '{':
      case '${':
        states.push('code');
        break;
      case '}':
      case '/>':
        if (states.length > 1) {
          states.pop();
        }
        break;
      case '`':
        if (state() === 'template') {
          states.pop();
        } else {
          states.push('template');
        }
        break;
      case '<':
        states.push('tag');
        break;
      case '>':
        states[states.length - 1] = 'children';
        break;
      default:
        if (token.startsWith('</')) {
          states.pop();
        }
    }
    change(end);
  }
}

/** The mode at an offset: of what stands before it. */
export function modeAt(changes: readonly ModeChange[], offset: number): JsxMode {
  return changes.findLast(({ at }) => at <= offset)?.mode ?? 'code';
}
