import { language, type Language, type WrittenPicture } from './language.ts';

const variable = /\$\{(path|alt|rawPath|rawAlt)(?:\/((?:\\\/|[^/])*)\/((?:\\\/|[^/}])*)\/)?\}/g;

/** Whether a template says where the path goes, and with patterns that can be read. */
export function isLinkTemplate(template: string): boolean {
  const parts = [...template.matchAll(variable)];
  return (
    parts.some(([, name]) => name === 'path' || name === 'rawPath') &&
    parts.every(([, , pattern]) => pattern === undefined || patternOf(pattern) !== null)
  );
}

/**
 * A language with a person's own markup. `${path}` and `${alt}` are escaped as the language does it, where it is
 * known; `${rawPath}` and `${rawAlt}` are not; and `${alt/"/\\"/}` changes all that fits a pattern.
 */
export function withTemplate(known: Language, template: string): Language {
  const lines = (picture: WrittenPicture): string[] => filled(template, picture).split(/\r?\n/);
  const linesOfPath = template.split(/\r?\n/).map((line) => isLinkTemplate(line));
  return language({
    path: known.path,
    altText: known.altText,
    inline: (picture) => filled(template, picture),
    block: lines,
    trace: (picture) => lines(picture)[linesOfPath.indexOf(true)] ?? picture.path,
    spotAfter: known.spotAfter,
    instead: ({ endOfLine, range }, picture) => [{ ...range, text: lines(picture).join(endOfLine) }],
    formats: known.formats,
    isServed: known.isServed,
  });
}

function filled(template: string, { path, altText, plain }: WrittenPicture): string {
  const values: Readonly<Record<string, string>> = {
    path,
    alt: altText,
    rawPath: plain.path,
    rawAlt: plain.altText,
  };
  return template.replaceAll(variable, (_, name: string, pattern?: string, replacement?: string) => {
    const value = values[name] ?? '';
    const matched = pattern === undefined ? null : patternOf(pattern);
    return matched === null ? value : value.replaceAll(matched, (replacement ?? '').replaceAll('\\/', '/'));
  });
}

function patternOf(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern.replaceAll('\\/', '/'), 'gu');
  } catch {
    return null;
  }
}
