import { holds, type Heading, type Outline, type PromptSource } from './promptSource.ts';

/** The innermost section that holds an offset: its heading, and all until the next one that is as high. */
export function sectionAt(text: string, offset: number, { headings }: Outline): PromptSource | null {
  const at = headings.findLastIndex(({ start }) => start <= offset);
  const heading = headings[at];
  if (heading === undefined) {
    return null;
  }
  const next = headings.slice(at + 1).find(({ level }) => level <= heading.level);
  return { kind: 'section', heading: heading.words, start: heading.start, end: next?.start ?? text.length };
}

export function headingAt(offset: number, { headings }: Outline): Heading | null {
  return headings.find((heading) => holds(heading, offset)) ?? null;
}
