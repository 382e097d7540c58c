import { readExif } from './exif.ts';
import type { FileParts } from './fileParts.ts';
import { jpegExif, jpegXmp } from './markJpeg.ts';
import { webpExif, webpXmp } from './markWebp.ts';
import { readPngText, xmpKeyword } from './pngText.ts';
import { readXmp, type FoundProperty } from './xmp.ts';

/** What a file tells of its picture, wherever its format has a place for it. */
export interface Told {
  readonly xmp: readonly FoundProperty[];
  /** By keyword; of Exif: `UserComment`, `ImageDescription` and `Software`. The first of a name counts. */
  readonly texts: ReadonlyMap<string, string>;
}

export function toldIn(file: FileParts): Told {
  switch (file.type) {
    case 'png':
      return toldInPng(file);
    case 'jpeg':
      return told(jpegXmp(file), jpegExif(file));
    case 'webp':
      return told(webpXmp(file), webpExif(file));
  }
}

function toldInPng({ parts }: FileParts): Told {
  const texts = new Map<string, string>();
  for (const { keyword, text } of parts.flatMap((part) => readPngText(part) ?? [])) {
    texts.set(keyword, texts.get(keyword) ?? text);
  }
  const packet = texts.get(xmpKeyword) ?? null;
  texts.delete(xmpKeyword);
  const exif = parts.find(({ name }) => name === 'eXIf')?.data ?? null;
  const others = told(packet, exif);
  return { xmp: others.xmp, texts: new Map([...others.texts, ...texts]) };
}

function told(packet: string | null, tiff: Uint8Array | null): Told {
  const exif = tiff === null ? null : readExif(tiff);
  const texts = [
    ['UserComment', exif?.userComment],
    ['ImageDescription', exif?.description],
    ['Software', exif?.software],
  ] as const;
  return {
    xmp: packet === null ? [] : readXmp(packet),
    texts: new Map(texts.flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []))),
  };
}
