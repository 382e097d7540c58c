import * as path from 'node:path/posix';
import { URI } from 'vscode-uri';
import { languageOf } from '../documentLanguage.ts';
import type { PictureFormat } from '../languages/language.ts';
import type { LinkedPicture } from '../pictures/linkedPicture.ts';
import { isInside, leadsElsewhere } from '../siteRoots.ts';
import { fileKey, placesOf, type LinkHome } from './linkTarget.ts';

/** A picture that a document links and that is not there. */
export interface MissingPicture {
  readonly picture: LinkedPicture;
  /** The file that the link names; null where it names none, or only a folder. */
  readonly file: string | null;
  /** The folder that it names instead; null for the one of the settings. */
  readonly folder: string | null;
  /** The format that the link asks for; null for the one of the settings. */
  readonly format: PictureFormat | null;
  /** Why it cannot be made; null where it can. */
  readonly obstacle: Obstacle | null;
}

export type Obstacle = 'outside' | 'format' | 'noAltText';

/** Looks what stands at a URI; null for nothing. */
export type LookAt = (uri: string) => Promise<'file' | 'folder' | null>;

interface Links {
  readonly languageId: string;
  readonly pictures: readonly LinkedPicture[];
  readonly home: LinkHome;
}

const formats: Readonly<Record<string, PictureFormat>> = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.webp': 'webp',
};

/** What TeX finds by a name without an extension. */
const texExtensions = ['.pdf', '.png', '.jpg', '.jpeg', '.eps'];

/** Which of a document's pictures are missing, each file once; what leads elsewhere is left alone. */
export async function findMissing(
  { languageId, pictures, home }: Links,
  lookAt: LookAt,
): Promise<MissingPicture[]> {
  const here = pictures.filter(({ target }) => !leadsElsewhere(target));
  const looked = await Promise.all(here.map((picture) => look(picture, languageId, home, lookAt)));
  const found = looked.filter((each) => each !== null);
  const named = Map.groupBy(found, ({ file }) => (file === null ? null : fileKey(file)));
  // Of links to one file, the first with a text is the order.
  const isOrder = ({ obstacle }: MissingPicture): boolean => obstacle === null;
  return found.filter((each) => {
    const same = each.file === null ? [each] : (named.get(fileKey(each.file)) ?? []);
    return each === (same.find(isOrder) ?? same[0]);
  });
}

/** Null where it is there, or says nothing of what it would be. */
async function look(
  picture: LinkedPicture,
  languageId: string,
  home: LinkHome,
  lookAt: LookAt,
): Promise<MissingPicture | null> {
  const { target, altText } = picture;
  const named = { picture, file: null, folder: null, format: null, obstacle: null };
  if (target === '' || /(?:^|\/)\.{0,2}\/?$/.test(target)) {
    const [folder = null] = target === '' ? [] : placesOf(target, home);
    const obstacle = folder !== null && !isInside(home.bounds, folder) ? 'outside' : null;
    return altText === '' ? null : { ...named, folder, obstacle };
  }
  const extension = path.extname(target).toLowerCase();
  const isTex = extension === '' && (languageId === 'latex' || languageId === 'tex');
  const places = placesOf(target, home);
  const found = await Promise.all(
    (isTex ? places.flatMap((place) => texExtensions.map((each) => place + each)) : places).map(lookAt),
  );
  if (found.includes('file')) {
    return null;
  }
  const folder = places[found.indexOf('folder')];
  if (folder !== undefined && !isTex) {
    return altText === '' ? null : { ...named, folder };
  }
  const [first] = places;
  return first === undefined
    ? null
    : fileToMake({ picture, file: isTex ? `${first}.png` : first }, languageId, home);
}

function fileToMake(
  { picture, file }: Pick<MissingPicture, 'picture'> & { readonly file: string },
  languageId: string,
  { bounds }: LinkHome,
): MissingPicture {
  const format = formats[path.extname(URI.parse(file).path).toLowerCase()] ?? null;
  const isShown = format !== null && languageOf({ languageId }).formats.includes(format);
  const obstacle = !isInside(bounds, file)
    ? 'outside'
    : !isShown
      ? 'format'
      : picture.altText === ''
        ? 'noAltText'
        : null;
  return { picture, file, folder: null, format, obstacle };
}
