import type { PlannedEdit, Range } from '../keptPlace.ts';

export type PictureFormat = 'png' | 'jpeg' | 'webp';

/** A picture for a document: its path as `pathToFile` gave it, its text on one line or many. */
export interface Picture {
  readonly path: string;
  readonly altText: string;
}

/** A picture whose path and text are escaped for a language, the text on one line. */
export interface WrittenPicture extends Picture {
  readonly plain: Picture;
}

/** Where new lines go: behind the line that ends at an offset. */
export interface Spot {
  readonly at: number;
  /** What stands before the markup on each of its lines, and behind it. */
  readonly before: string;
  readonly behind: string;
  /** Whether blank lines part it from what stands around it. */
  readonly apart: boolean;
}

/** How the documents of one language show pictures. */
export interface Language {
  /** A path as this language reads it within its markup. */
  readonly path: (path: string) => string;
  /** A text of one line as this language reads it within its markup. */
  readonly altText: (text: string) => string;
  /** The markup within a line of text. */
  readonly inline: (picture: WrittenPicture) => string;
  /** The lines of a block of its own. */
  readonly block: (picture: WrittenPicture) => readonly string[];
  /** What every form of the markup has, on one line: by it a picture is found again. */
  readonly trace: (picture: WrittenPicture) => string;
  /** Where a block of its own goes, so that it breaks nothing of what holds an offset. */
  readonly spotAfter: (text: string, offset: number) => Spot;
  /** The changes that put a picture in the place of a range; null where it would break what stands around. */
  readonly instead: (target: Target, picture: WrittenPicture) => readonly PlannedEdit[] | null;
  readonly formats: readonly PictureFormat[];
  /** Whether its documents are of the web, where a path from `/` leads from the root of the site. */
  readonly isServed: boolean;
}

interface Target {
  readonly text: string;
  readonly endOfLine: string;
  readonly range: Range;
}

const everyFormat: readonly PictureFormat[] = ['png', 'jpeg', 'webp'];

/** What a language has of its own; the rest is as in most: one form of markup, and any picture can be shown. */
type Own = Pick<Language, 'path' | 'altText' | 'inline' | 'spotAfter'> & Partial<Language>;

export function language(own: Own): Language {
  return {
    block: (picture) => [own.inline(picture)],
    trace: own.inline,
    instead: ({ range }, picture) => [{ ...range, text: own.inline(picture) }],
    formats: everyFormat,
    isServed: false,
    ...own,
  };
}

/** The picture with its path and text as the language writes them. */
export function written({ path, altText }: Language, picture: Picture): WrittenPicture {
  const plain = { path: picture.path, altText: onOneLine(picture.altText) };
  return { plain, path: path(plain.path), altText: altText(plain.altText) };
}

function onOneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
