import type { Stretch } from './promptSource.ts';

/** The words are between `before` and `after`; a place in either of them means the words too. */
const html = [
  /(?<before><figcaption\b[^>]*>)(?<words>[\s\S]{0,2000}?)(?<after><\/figcaption\s*>)/gi,
  /(?<before><img\b[^>]*?\balt=")(?<words>[^"]*)(?<after>"[^>]*>?)/gi,
  /(?<before><img\b[^>]*?\balt=')(?<words>[^']*)(?<after>'[^>]*>?)/gi,
];
const markdown = [
  /(?<before>!\[)(?<words>(?:[^\\[\]]|\\.|\[[^[\]]*\])*)(?<after>\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])?)/g,
  ...html,
];
const latex = [
  /(?<before>\\(?:sub)?caption(?:of\{\w+\}|\*)?(?:\[[^\]\n]*\])?\{)(?<words>[^{}]*(?:\{[^{}]*\}[^{}]*)*)(?<after>\})/g,
];
const asciiDoc = [
  /(?<before>\bimage::?[^\s[\]]+\[)(?<words>[^\],=\n]*)(?<after>(?:[,=][^\]\n]*)?\])/g,
  /(?<before>^\.)(?<words>[^\s.].*)(?<after>$)/gm,
];
const typst = [
  /(?<before>\bcaption:\s*\[)(?<words>[^[\]]*(?:\[[^[\]]*\][^[\]]*)*)(?<after>\])/g,
  /(?<before>\balt:\s*")(?<words>(?:[^"\\]|\\.)*)(?<after>")/g,
];
const org = [/(?<before>^[ \t]*#\+caption(?:\[[^\]\n]*\])?:[ \t]*)(?<words>.+)(?<after>$)/gim];
const restructuredText = [/(?<before>^[ \t]*:alt:[ \t]*)(?<words>.+)(?<after>$)/gm];

const languages: ReadonlyMap<string, readonly RegExp[]> = new Map([
  ...['markdown', 'mdx', 'quarto', 'rmd'].map((id) => [id, markdown] as const),
  ...[
    'html',
    'vue',
    'vue-html',
    'svelte',
    'astro',
    'handlebars',
    'angular',
    'javascriptreact',
    'typescriptreact',
  ].map((id) => [id, html] as const),
  ['latex', latex],
  ['tex', latex],
  ['asciidoc', asciiDoc],
  ['typst', typst],
  ['org', org],
  ['restructuredtext', restructuredText],
]);

/** As far around the place as a caption is looked for. */
const reach = 4_000;

/** The words of the caption, or of the alternative text, that holds an offset. */
export function captionAt(text: string, offset: number, languageId: string): Stretch | null {
  const from = Math.max(0, offset - reach);
  const near = text.slice(from, offset + reach);
  for (const pattern of languages.get(languageId) ?? []) {
    for (const found of near.matchAll(pattern)) {
      const start = from + found.index;
      if (start <= offset && offset <= start + found[0].length) {
        const { before = '', words = '' } = found.groups ?? {};
        return { start: start + before.length, end: start + before.length + words.length };
      }
    }
  }
  return null;
}
