import { describe, expect, test } from 'vitest';
import { joined, partsOf } from '../../../src/images/fileParts.ts';
import { markPicture } from '../../../src/images/markPicture.ts';
import { generatedByModel } from '../../../src/images/origin.ts';
import { pictureDetails } from '../../../src/images/pictureDetails.ts';
import { pngText, xmpKeyword } from '../../../src/images/pngText.ts';
import { foreignExif, foreignPacket, withPngTexts, withRiffChunks, withSegments } from './foreignFiles.ts';
import { originOf, paintedPictures } from './paintedPictures.ts';

const pictures = await paintedPictures();
const png = pictures.get('PNG')!;
const jpeg = pictures.get('JPEG')!;
const webp = pictures.get('WebP with a colour profile')!;

const xmpSegment = (packet: string): [number, Uint8Array] => [
  0xe1,
  Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`),
];
const exifSegment: [number, Uint8Array] = [0xe1, joined(Buffer.from('Exif\0\0'), foreignExif())];

const withForeignXmp = [
  ['PNG', withPngTexts(png, { [xmpKeyword]: foreignPacket })],
  ['JPEG', withSegments(jpeg, xmpSegment(foreignPacket))],
  ['WebP', withRiffChunks(webp, ['XMP ', Buffer.from(foreignPacket)])],
] as const;

function marked(bytes: Uint8Array, prompt: string | null = 'A red fox'): Buffer {
  const result = markPicture(bytes, originOf({ prompt }));
  expect(result.outcome).toBe('marked');
  return Buffer.from(result.outcome === 'marked' ? result.bytes : bytes);
}

describe.each(withForeignXmp)('a %s with XMP of somebody else’s', (_, bytes) => {
  test('keeps all of it, and one packet has both', () => {
    const after = marked(bytes);
    for (const kept of ['Studio &amp; Co', "xap:Rating='5'", 'Zoë 雪', 'Ein Fuchs', 'Her fox', 'uuid:1']) {
      expect(after.includes(kept), kept).toBe(true);
    }
    expect(after.toString('latin1').split('<?xpacket begin').length).toBe(2);
    const { seed } = originOf();
    expect(pictureDetails(after)).toMatchObject({ prompt: 'A red fox', seed, isOurs: true });
  });

  test('has its own description and tool, and the true source', () => {
    expect(pictureDetails(marked(bytes))).toMatchObject({
      description: 'Her fox',
      tool: 'Studio & Co',
      sourceType: generatedByModel,
    });
    expect(marked(bytes).includes('digitalCapture')).toBe(false);
  });

  test('is the same when it is marked again, with its prompt or without', () => {
    const full = marked(bytes);
    const bare = marked(bytes, null);
    expect(Buffer.compare(marked(full), full)).toBe(0);
    expect(Buffer.compare(marked(full, null), bare)).toBe(0);
    expect(bare.includes('A red fox')).toBe(false);
  });
});

describe.each([
  ['that is no XML', '<x:xmpmeta><rdf:RDF></x:xmpmeta>'],
  ['that is no text', '\ufffd\ufffd'],
  ['that is empty', ''],
  ['with a document type', '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'],
])('XMP of somebody else’s %s', (_, packet) => {
  test('is not replaced: the file stays as it is', () => {
    for (const bytes of [
      withPngTexts(png, { [xmpKeyword]: packet }),
      withSegments(jpeg, xmpSegment(packet)),
    ]) {
      expect(markPicture(bytes, originOf())).toMatchObject({ outcome: 'unmarked', why: /cannot be read/ });
    }
  });
});

test('XMP that leaves no room in a JPEG is not cut: the file stays as it is', () => {
  const large = foreignPacket.replace('Zoë', 'Z'.repeat(64_200));
  expect(markPicture(withSegments(jpeg, xmpSegment(large)), originOf())).toMatchObject({
    outcome: 'unmarked',
  });
  // Where there is some, the prompt gives way before the mark does.
  const less = withSegments(jpeg, xmpSegment(foreignPacket.replace('Zoë', 'Z'.repeat(62_000))));
  const details = pictureDetails(marked(less, 'fox '.repeat(2000)));
  expect(details).toMatchObject({ sourceType: generatedByModel, prompt: /^(fox ?)+…$/ });
});

test('Exif of somebody else’s is kept as it is, and ours is not put beside it', () => {
  const exif = Buffer.from(foreignExif());
  for (const bytes of [
    withSegments(jpeg, exifSegment),
    withRiffChunks(webp, ['EXIF', exif]),
    withSegments(jpeg, xmpSegment(foreignPacket), exifSegment, [0xfe, Buffer.from('a comment')]),
  ]) {
    const after = marked(bytes);
    expect(after.includes(exif)).toBe(true);
    expect(after.includes('Z-Image for VS Code\0')).toBe(false);
    expect(after.includes('a comment')).toBe(Buffer.from(bytes).includes('a comment'));
    expect(pictureDetails(after)?.prompt).toBe('A red fox');
  }
});

test('text of somebody else’s in a PNG is kept, and its keys are not used a second time', () => {
  const texts = {
    parameters: 'a hare\nSteps: 20, Seed: 5, Size: 512x512',
    Software: 'Painter',
    Description: 'Her hare',
    Comment: '雪 💬',
  };
  const after = marked(withPngTexts(png, texts));
  const details = pictureDetails(after);
  expect(Object.fromEntries(details!.texts)).toEqual(texts);
  // Ours is in XMP, and counts.
  expect(details).toMatchObject({ prompt: 'A red fox', isOurs: true });
  expect(Buffer.compare(marked(after), after)).toBe(0);
});

test('what somebody put behind the picture is kept', () => {
  for (const bytes of pictures.values()) {
    const longer = joined(bytes, Buffer.from('\xff\xd9', 'latin1'));
    expect(marked(longer).subarray(-2)).toEqual(Buffer.from(longer.subarray(-2)));
  }
});

test('a file with content credentials is left alone: they hold for its exact bytes', () => {
  const box = Buffer.from('JP\0\0\0\0\0\0jumbjumdc2pa');
  const chunk = Buffer.from(pngText({ keyword: 'x', text: 'y' }));
  chunk.write('caBX', 4, 'latin1');
  const signed = [withSegments(jpeg, [0xeb, box]), withRiffChunks(webp, ['C2PA', box])];
  for (const bytes of signed) {
    expect(markPicture(bytes, originOf())).toMatchObject({ outcome: 'unmarked', why: /credentials/ });
    expect(pictureDetails(bytes)?.isSigned).toBe(true);
  }
  expect(pictureDetails(png)?.isSigned).toBe(false);
});

test('what we wrote in Exif makes room for a new one; what somebody added to it does not', () => {
  const ours = marked(jpeg, 'A red fox');
  const exif = partsOf(ours)!.parts.filter(({ name }) => name === 'APP1');
  expect(exif).toHaveLength(2);
  expect(partsOf(marked(ours, 'A hare'))!.parts.filter(({ name }) => name === 'APP1')).toHaveLength(2);
  expect(marked(ours, 'A hare').includes(Buffer.from('A red fox', 'utf16le').swap16())).toBe(false);
});
