import { isProse, paragraphAt } from '../paragraphAt.ts';
import { selectionPrompt } from '../selectionPrompt.ts';
import { captionAt } from './captionAt.ts';
import { codeTextAt } from './codeTextAt.ts';
import { markdownOutline } from './markdownOutline.ts';
import { markedOutline } from './markedOutline.ts';
import type { Outline, PromptSource, Stretch } from './promptSource.ts';
import { restructuredTextOutline } from './restructuredTextOutline.ts';
import { headingAt, sectionAt } from './sectionAt.ts';
import { without } from './stretches.ts';

const markdownLanguages = new Set(['markdown', 'mdx', 'quarto', 'rmd']);

/**
 * What a cursor without a selection can mean, the nearest first: on a heading its section; else the caption, the
 * comment or the string that it stands in; the paragraph, or in code the line; the section; the whole document.
 * Each has words of its own.
 */
export function promptSourcesAt(text: string, offset: number, languageId: string): PromptSource[] {
  const outline = outlineOf(text, languageId);
  const section = sectionAt(text, offset, outline);
  const caption = captionAt(text, offset, languageId);
  const found: (PromptSource | null)[] = [
    headingAt(offset, outline) === null ? null : section,
    caption === null ? null : { kind: 'caption', ...caption },
    codeTextAt(text, offset, languageId),
    blockAt(text, offset, languageId),
    section,
    { kind: 'document', start: 0, end: text.length },
  ];
  const sources: PromptSource[] = [];
  for (const source of found) {
    const isKnown = sources.some((other) => sameWords(text, other, source));
    if (source !== null && !isKnown && hasWords(text, source, outline)) {
      sources.push(source);
    }
  }
  return sources;
}

/** What stands in a caption or a string is meant, also where it is left out of the document around it. */
function hasWords(text: string, source: PromptSource, { leftOut }: Outline): boolean {
  const isNamed = source.kind === 'caption' || source.kind === 'comment' || source.kind === 'string';
  return /[\p{L}\p{N}]/u.test(without(text, source, isNamed ? [] : leftOut));
}

/** The prompt that a source means, to be shown before it is used; empty where it has no words. */
export function promptOf(text: string, source: PromptSource, languageId: string): string {
  const read = selectionPrompt(wordsOf(text, source, languageId), readAs(source, languageId));
  return read.outcome === 'prompt' ? read.prompt : '';
}

function wordsOf(text: string, source: PromptSource, languageId: string): string {
  switch (source.kind) {
    case 'section':
    case 'document':
      return without(text, source, outlineOf(text, languageId).leftOut);
    case 'string':
      return text
        .slice(source.start, source.end)
        .replace(/^("""|'''|["'`])([\s\S]*?)(?:\1)?$/, '$2')
        .replaceAll(/\\[nrt]/g, ' ')
        .replaceAll(/\\(["'`\\])/g, '$1');
    case 'caption':
    case 'comment':
    case 'line':
    case 'paragraph':
      return text.slice(source.start, source.end);
  }
}

/** A caption may have tags, and a string has no marks; all else is read as its language writes it. */
function readAs(source: PromptSource, languageId: string): string {
  if (source.kind === 'caption' && !markdownLanguages.has(languageId)) {
    return 'html';
  }
  return source.kind === 'string' ? 'plaintext' : languageId;
}

function blockAt(text: string, offset: number, languageId: string): PromptSource {
  return { kind: isProse(languageId) ? 'paragraph' : 'line', ...paragraphAt(text, offset, languageId) };
}

function outlineOf(text: string, languageId: string): Outline {
  if (markdownLanguages.has(languageId)) {
    return markdownOutline(text, languageId);
  }
  if (languageId === 'restructuredtext') {
    return restructuredTextOutline(text);
  }
  return markedOutline(text, languageId) ?? { headings: [], leftOut: [] };
}

function sameWords(text: string, one: Stretch, other: Stretch | null): boolean {
  return other !== null && trimmed(text, one) === trimmed(text, other);
}

function trimmed(text: string, { start, end }: Stretch): string {
  return text.slice(start, end).trim();
}
