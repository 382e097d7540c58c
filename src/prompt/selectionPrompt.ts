import { codeProse } from './codeProse.ts';
import { htmlProse } from './htmlProse.ts';
import { markdownProse } from './markdownProse.ts';
import { withoutQuoteMarks } from './quoteMarks.ts';
import { unwrap } from './unwrap.ts';

export type SelectionPrompt =
  | { readonly outcome: 'prompt'; readonly prompt: string }
  /** Nothing was selected but blanks. */
  | { readonly outcome: 'blank' }
  /** What was selected has no letter, number or symbol that could be drawn, only marks. */
  | { readonly outcome: 'noWords' };

const markdownLanguages = new Set(['markdown', 'mdx', 'quarto', 'rmd']);
const markupLanguages = new Set(['html', 'xml', 'vue', 'svelte', 'astro', 'handlebars', 'php']);
/** Without line comments; what else there is of languages, those of prose included, has leaders to strip. */
const plainLanguages = new Set(['plaintext', 'restructuredtext']);

/**
 * The prompt that a selection means: its words without the marks of its language, without quote marks, indentation
 * and hard wraps.
 */
export function selectionPrompt(selected: string, languageId: string): SelectionPrompt {
  // A selection may begin or end within a character.
  const text = selected.toWellFormed().replaceAll(/\r\n?/g, '\n');
  if (text.trim() === '') {
    return { outcome: 'blank' };
  }
  const prompt = withoutQuoteMarks(unwrap(proseOf(dedent(text), languageId)));
  return /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(prompt)
    ? { outcome: 'prompt', prompt }
    : { outcome: 'noWords' };
}

function proseOf(text: string, languageId: string): string {
  if (markdownLanguages.has(languageId)) {
    return markdownProse(text);
  }
  if (markupLanguages.has(languageId)) {
    return htmlProse(text);
  }
  return plainLanguages.has(languageId) ? text : codeProse(text);
}

/** Without the indentation that all lines share; the first may be selected from its middle. */
function dedent(text: string): string {
  const [first = '', ...others] = text.split('\n');
  const indentations = others
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  // Not spread: more lines than the stack has room for may be selected.
  const shared = indentations.reduce((least, each) => Math.min(least, each), indentations[0] ?? 0);
  return [first.trimStart(), ...others.map((line) => line.slice(shared))].join('\n');
}
