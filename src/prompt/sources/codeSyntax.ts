/** How a language writes comments and strings; the parts of regular expressions. */
interface CodeSyntax {
  readonly lineComment: string | null;
  /** What a block comment begins and ends with. */
  readonly blockComments: readonly (readonly [string, string])[];
  /** What a string over several lines begins and ends with; before those of one line. */
  readonly longStrings: readonly string[];
  /** What a string of one line is within. */
  readonly quotes: string;
}

const slashes: CodeSyntax = {
  lineComment: String.raw`\/\/+!?`,
  blockComments: [[String.raw`\/\*+!?`, String.raw`\*\/`]],
  longStrings: [],
  quotes: '"',
};
const script: CodeSyntax = { ...slashes, longStrings: ['`'], quotes: `"'` };
const hash: CodeSyntax = { lineComment: '#+', blockComments: [], longStrings: [], quotes: `"'` };
const python: CodeSyntax = { ...hash, longStrings: ['"""', "'''"] };
const dashes: CodeSyntax = {
  lineComment: '--+',
  blockComments: [
    [String.raw`\/\*`, String.raw`\*\/`],
    [String.raw`\{-`, String.raw`-\}`],
    [String.raw`--\[\[`, String.raw`\]\]`],
  ],
  longStrings: [],
  quotes: `"'`,
};
const semicolons: CodeSyntax = { lineComment: ';+', blockComments: [], longStrings: [], quotes: '"' };
const percent: CodeSyntax = { lineComment: '%+', blockComments: [], longStrings: [], quotes: '"' };

const families: readonly (readonly [CodeSyntax, string])[] = [
  [script, 'javascript javascriptreact typescript typescriptreact dart groovy php'],
  [
    slashes,
    'c cpp csharp java go rust kotlin scala swift objective-c objective-cpp jsonc zig d glsl hlsl wgsl proto',
  ],
  [{ ...slashes, quotes: `"'` }, 'scss less json fsharp'],
  [{ ...slashes, lineComment: null, quotes: `"'` }, 'css'],
  [python, 'python elixir toml julia'],
  [
    hash,
    'ruby perl perl6 raku shellscript yaml dockerfile makefile r powershell coffeescript properties nix cmake',
  ],
  [{ ...dashes, quotes: '"' }, 'haskell elm'],
  [dashes, 'sql lua ada vhdl'],
  [semicolons, 'clojure lisp scheme racket ini asm'],
  [percent, 'matlab erlang prolog'],
];
const languages = new Map(
  families.flatMap(([syntax, ids]) => ids.split(' ').map((id) => [id, syntax] as const)),
);

const end = '(?![\\s\\S])';

/** Finds comments and strings, one after the other; null for a language that is not known. Groups: comment, string. */
export function codeTokens(languageId: string): RegExp | null {
  const syntax = languages.get(languageId);
  if (syntax === undefined) {
    return null;
  }
  const { lineComment, blockComments, longStrings, quotes } = syntax;
  const comments = [
    ...blockComments.map(([opening, closing]) => `${opening}[\\s\\S]*?(?:${closing}|${end})`),
    ...(lineComment === null ? [] : [`${lineComment}[^\\n]*`]),
  ];
  const strings = [
    ...longStrings.map((mark) => `${mark}(?:\\\\[\\s\\S]|[^\\\\])*?(?:${mark}|${end})`),
    ...Array.from(quotes, (mark) => `${mark}(?:\\\\.|[^\\\\\\n${mark}])*${mark}`),
  ];
  return new RegExp(`(?<comment>${comments.join('|')})|(?<string>${strings.join('|')})`, 'g');
}

/** What a comment that takes the rest of its line begins with; null where the language has none. */
export function lineCommentOf(languageId: string): string | null {
  return languages.get(languageId)?.lineComment ?? null;
}
