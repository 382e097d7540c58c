/** Bodies of documents in which words are selected, between « and »; those to be replaced too where that is sound. */
export interface Contexts {
  readonly after: readonly string[];
  readonly instead: readonly string[];
}

const markdown = [
  'A «fox» in snow',
  'A fox\nin *deep\n«snow»*',
  '# A «fox» #',
  'A «fox»\n===',
  '- a «fox»\n- hare',
  '- fox\n\n- «hare»\n\n  more\n  - red',
  '1. fox\n2. «hare»\n3. owl',
  '> a «fox»\n> hare',
  '> - «fox»\n>   red\nlazy',
  '| «fox» | hare |\n|-----|:----|\n| red | grey |',
  '```js\nfox(«1»);\n\n# no heading\n```',
];

const html = [
  '<p>A «fox»</p>',
  '<div>\n  <p>\n    A «fox»\n  </p>\n</div>',
  '<ul>\n  <li>a «fox»</li>\n  <li>hare</li>\n</ul>',
  '<table><tbody><tr><td>«fox»</td></tr></tbody></table>',
  '<blockquote>\n\t<p>A «fox»</p>\n</blockquote>',
  '<section>\n\tA «fox»\n\tin snow\n</section>',
  '<!-- A «fox» -->',
  '<h2 title="A «fox»">Night</h2>',
];

const htmlInstead = [
  '<p>A «fox» b</p>',
  '<ul><li>«fox»</li><li>b</li></ul>',
  '<td>«fox»</td>',
  '<i>x</i>«fox»y',
];

const asciiDoc = [
  'A «fox» in snow',
  'A fox\nin _deep\n«snow»_',
  '== A «fox»',
  '* a «fox»\n* hare',
  '. a\n\n. «fox»\n\n. c',
  '* a «fox»\n+\n--\nred\n\ngrey\n--\n\n* hare',
  '«Fox»:: red\n\nHare:: grey',
  '----\n«fox»\n\ncode\n----',
  '[source,js]\n----\na(«1»);\n\nb();\n----',
  '....\n«fox»\n\n* hare\n....',
  '|===\n|«fox» |hare\n\n|red |grey\n|===',
  '====\nA «fox».\n\nMore.\n====',
  '[quote, A. Fox]\n____\nA «fox».\n\nMore.\n____',
  '// A «fox» in a comment',
  ' a «fox» by indentation',
  'NOTE: A «fox».',
  '```\n«fox»\n\ncode\n```',
];

const asciiDocInstead = [
  'A «fox» in snow',
  '«fox»',
  '* a «fox», b\n* hare',
  '* «fox»',
  '|===\n|«fox» |hare\n|===',
  'A fox\nin _deep_ «snow»',
  'Fox:: red «fox» b',
];

const restructuredText = [
  'A «fox» in snow',
  'A fox\nin *deep\n«snow»*',
  'A «fox»\n=======',
  '- a «fox»\n- hare',
  '1. fox\n\n2. «hare»\n\n   more\n\n3. owl',
  'Fox\n  red «fox»\n\nHare\n  grey',
  '«Fox»::\n\n    code\n\n    # code',
  '«Fox»::\n\n> code',
  '.. code:: js\n\n   fox(«1»);\n\n   b();',
  '+------+------+\n| «fox»  | hare |\n+------+------+',
  '====== ======\n«fox»    hare\n====== ======\nred    grey\n\nwhite  black\n====== ======',
  '    A «fox».\n\n    More.\n\n    -- Fox',
  ':Fox: red «fox»\n:Hare: grey',
  '| A «fox»\n| in snow',
  '.. A «fox» in a comment',
  '.. note::\n\n   A «fox».\n\n   More.',
];

const restructuredTextInstead = [
  'A «fox» in snow',
  '«fox»',
  '- a «fox», b\n- hare',
  '- «fox»\n- hare',
  'A fox\nin *deep* («snow»).',
  'A (grey)«fox»y',
  '.. note::\n\n   «fox»\n\n   More.',
  '1. fox\n\n2. «hare» more\n\n3. owl',
];

const latex = [
  'A «fox» in snow',
  'A fox % in\nin \\emph{deep\n«snow»}',
  '\\section{A «fox»}\nNight',
  '\\begin{itemize}\n  \\item a «fox»\n\n  \\item hare\n\\end{itemize}',
  '\\begin{quote}\nA «fox».\n\nMore.\n\\end{quote}',
  '\\begin{tabular}{l|l}\n«fox» & hare \\\\\nred & grey\n\\end{tabular}',
  '\\begin{verbatim}\n«fox» } \\begin{a}\n\n%\n\\end{verbatim}',
  '\\begin{center}\\begin{tabular}{l}\n«fox»\n\\end{tabular}\n\n\\end{center}',
  '% A «fox» { in a comment',
  'Night\\footnote{A «fox».\n\nMore.} falls',
  'Costs 5\\% \\{ of \\$5 «fox»',
];

const latexInstead = [
  'A «fox» in snow',
  '«fox»',
  '\\begin{itemize}\n  \\item «fox»\n\\end{itemize}',
  '\\begin{tabular}{p{5cm}|l}\n«fox» & hare\n\\end{tabular}',
  '\\emph{a «fox»}',
];

const typst = [
  'A «fox» in snow',
  'A "fox"\nin _deep\n«snow»_',
  '= A «fox»',
  '- a «fox»\n- hare',
  '+ fox\n+ «hare»\n  more',
  '```js\nfox(«1»);\n\n= no heading\n```',
  '#quote(block: true)[\n  A «fox».\n\n  More (and\n]',
  '#table(\n  columns: 2,\n  [«fox»], [hare],\n\n  [red], [grey],\n)',
  '// A «fox» [ in a comment',
  '/ Fox: red «fox»',
  '#let a = (\n  "fox",\n\n  "«hare»",\n)',
  "a) «fox» :-( and `x[` it's",
  '#emph[a «fox»]',
];

const typstInstead = [
  'A «fox» in snow',
  '«fox»',
  '- a «fox», b',
  '#figure(«fox», caption: [A])',
  '#table(columns: 2, [«fox»], [hare])',
  '#{\n  «fox»\n}',
  'A #emph[«fox»] b',
];

const org = [
  'A «fox» in snow',
  'A fox\nin /deep\n«snow»/',
  '** A «fox»\nNight',
  '** A «fox»\n:PROPERTIES:\n:ID: a\n:END:\nNight',
  '- a «fox»\n- hare',
  '1. fox\n\n2. «hare»\n\n   more\n\n3. owl',
  '| «fox» | hare |\n|-----+------|\n| red | grey |',
  '#+BEGIN_SRC js\nfox(«1»);\n\nb();\n#+END_SRC',
  '#+begin_quote\nA «fox».\n\nMore.\n#+end_quote',
  '# A «fox» in a comment',
];

const orgInstead = [
  'A «fox» in snow',
  '«fox»',
  '- a «fox», b\n- hare',
  '| «fox» | hare |',
  'A fox\nin «snow»',
];

const jsx = [
  'show(\n  <div>\n    <p>A «fox»</p>\n    <p>Night</p>\n  </div>,\n);',
  'show(\n  <p>\n    A «fox» it\'s {1 > 0 ? "a" : `b`} "\n    in snow // no comment\n  </p>,\n);',
  '// A «fox» in snow\nshow(<hr />);',
  'show(<p title="A «fox»">Night</p>);',
  'show(\n  <Card\n    title="A «fox»"\n    onClick={() => 1 > 0}\n    text={`a > ${<b>x</b>} b`}\n  >\n    Night\n  </Card>,\n);',
  'show({\n  title: "A «fox»",\n  more: [1],\n});',
  'show(\n  <ul>\n    {["a"].map((x) => (\n      <li key={x}>A «fox»</li>\n    ))}\n  </ul>,\n);',
  '/**\n * A «fox»\n */\nshow(1);',
  'show(\n  <div>\n    {/* A «fox» */}\n  </div>,\n);',
  'show(`A «fox»\n  in <b> snow`);',
  'show(\n  <>\n    A «fox»\n  </>,\n);',
  'show(((x: Array<string>) => x.length < 2)(["A «fox»"]));',
  'show("a b".replace(/["\'`<]/g, "«fox»"));',
];

const jsxInstead = [
  'show(<p>A «fox» b</p>);',
  'show(\n  <div>\n    «fox»\n    <hr />\n  </div>,\n);',
  'show(\n  <div>{«fox»}</div>,\n);',
  'show(<>«fox»</>);',
];

const css = [
  '.a {\n  color: «red»;\n  top: 0;\n}',
  '/* A «fox» */\n.a {\n  color: red;\n}',
  '.«fox» {\n  color: red;\n}',
  '.a {\n  /* A «fox»\n   in snow */\n}',
  '@media (min-width: 1px) {\n\t.a {\n\t\tcolor: «red»;\n\t}\n}',
  '@media (min-width: «1px») {\n  .a {\n    color: red;\n  }\n}',
  '.a { content: "«fox» { ; }"; top: 0 }',
  '.a {\n  color: «red»\n}',
  '.a {\n  margin:\n    «1px»\n    2px;\n}',
  '@font-face {\n  src: url(a;b.woff) format("«x»");\n}',
  'a:hover,\n«b» {\n}',
];

const scss = [
  ...css,
  '// A «fox» {\n.a {\n  color: red;\n}',
  '.a {\n  // A «fox»\n  .b {\n    color: red;\n  }\n}',
];

const cssInstead = [
  '.a {\n  background: «fox» no-repeat;\n}',
  '.a { background: «fox» }',
  '.a { list-style-image: «fox»; }',
];

export const contexts: Readonly<Record<string, Contexts>> = {
  markdown: {
    after: markdown,
    instead: ['A «fox» b', '«fox»', '- a «fox»', '| a |\n|---|\n| «fox» |', '> «fox»'],
  },
  mdx: {
    after: [...markdown, '<Tabs>\n  A «fox»\n</Tabs>', 'export const a = «1»', '{/* A «fox» */}'],
    instead: ['A «fox» b', '«fox»', '- a «fox»', '<b>«fox»</b>'],
  },
  html: { after: html, instead: htmlInstead },
  vue: {
    after: [...html, '<p v-if="a > 1">{{ a }} «fox»</p>'],
    instead: [...htmlInstead, '<p>{{ a }} «fox»</p>'],
  },
  svelte: {
    after: [...html, '{#if 1 > 0}\n  <p on:click={() => 1}>A «fox» {1}</p>\n{/if}'],
    instead: [...htmlInstead, '<p>{1} «fox»</p>'],
  },
  typescriptreact: { after: jsx, instead: jsxInstead },
  javascriptreact: { after: jsx.filter((each) => !each.includes(': Array')), instead: jsxInstead },
  asciidoc: { after: asciiDoc, instead: asciiDocInstead },
  restructuredtext: { after: restructuredText, instead: restructuredTextInstead },
  latex: { after: latex, instead: latexInstead },
  typst: { after: typst, instead: typstInstead },
  org: { after: org, instead: orgInstead },
  css: { after: css, instead: cssInstead },
  scss: { after: scss, instead: cssInstead },
  less: { after: scss, instead: cssInstead },
};
