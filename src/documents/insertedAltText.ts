import { languageOf, type DocumentKind } from './documentLanguage.ts';
import type { Range } from './keptPlace.ts';
import { written, type Picture } from './languages/language.ts';

/** A text that no language escapes, in the place of the picture's. */
const standIn = 'zzStandInForAltTextzz';

/** Where the text of a picture stands that an edit has just inserted on lines of its own; null where it has none. */
export function insertedAltText(
  document: DocumentKind,
  picture: Picture,
  before: string,
  after: string,
): Range | null {
  const language = languageOf(document);
  const { altText, plain } = written(language, picture);
  const line = language
    .block(written(language, { ...picture, altText: standIn }))
    .find((each) => each.includes(standIn));
  if (line === undefined || plain.altText === '') {
    return null;
  }
  const lead = line.slice(0, line.indexOf(standIn));
  const changed = commonStart(before, after);
  for (const text of [altText, plain.altText]) {
    // What was inserted may begin as what stood there: it is then seen to begin later.
    const at = after.indexOf(lead + text, Math.max(0, changed - lead.length - text.length));
    if (at >= 0) {
      const start = at + lead.length;
      return { start, end: start + text.length };
    }
  }
  return null;
}

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) {
    at++;
  }
  return at;
}
