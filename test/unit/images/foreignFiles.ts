import { joined, partsOf } from '../../../src/images/fileParts.ts';
import { pngText } from '../../../src/images/pngText.ts';

/** XMP of somebody else's, in the compact form that Adobe's programs write, with elements beside it. */
export const foreignPacket = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 9">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="uuid:1" xmlns:xap="http://ns.adobe.com/xap/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"
    xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xap:CreatorTool="Studio &amp; Co" xap:Rating='5'
    ext:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">
   <!-- <d:title>no title</d:title> -->
   <d:creator><rdf:Seq><rdf:li>Zoë 雪</rdf:li></rdf:Seq></d:creator>
   <d:description><rdf:Alt><rdf:li xml:lang="de">Ein Fuchs</rdf:li><rdf:li xml:lang="x-default">Her fox</rdf:li></rdf:Alt></d:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;

export function withPngTexts(png: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array {
  const written = Object.entries(texts).map(([keyword, text]) => pngText({ keyword, text }));
  return withPngChunks(png, ...written);
}

/** Behind IHDR. */
export function withPngChunks(png: Uint8Array, ...chunks: readonly Uint8Array[]): Uint8Array {
  const { head, parts, tail } = partsOf(png)!;
  const [first, ...others] = parts.map(({ whole }) => whole);
  return joined(head, first!, ...chunks, ...others, tail);
}

/** Behind JFIF's own segment. */
export function withSegments(
  jpeg: Uint8Array,
  ...segments: readonly [marker: number, data: Uint8Array][]
): Uint8Array {
  const { head, parts, tail } = partsOf(jpeg)!;
  const [first, ...others] = parts.map(({ whole }) => whole);
  const written = segments.map(([marker, data]) => {
    const start = Buffer.from([0xff, marker, 0, 0]);
    start.writeUInt16BE(data.length + 2, 2);
    return joined(start, data);
  });
  return joined(head, first!, ...written, ...others, tail);
}

/** At the end of an extended WebP. */
export function withRiffChunks(
  webp: Uint8Array,
  ...chunks: readonly [name: string, data: Uint8Array][]
): Uint8Array {
  const written = chunks.map(([name, data]) => {
    const start = Buffer.alloc(8);
    start.write(name, 0, 'latin1');
    start.writeUInt32LE(data.length, 4);
    return joined(start, data, new Uint8Array(data.length % 2));
  });
  const all = Buffer.from(joined(webp, ...written));
  all.writeUInt32LE(all.length - 8, 4);
  return all;
}

/** Exif as a camera writes it, with the smaller byte first: its maker, and perhaps a comment. */
export function foreignExif(comment = ''): Uint8Array {
  const maker = Buffer.from('Camera Works\0');
  const text = Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(comment, 'utf16le')]);
  const bytes = Buffer.alloc(8 + 30 + maker.length + 18);
  bytes.write('II*\0\x08\0\0\0', 0, 'latin1');
  const afterFirst = 38;
  const second = afterFirst + maker.length;
  bytes.writeUInt16LE(2, 8);
  writeEntry(bytes, 10, [0x010f, 2, maker.length, afterFirst]);
  writeEntry(bytes, 22, [0x8769, 4, 1, second]);
  maker.copy(bytes, afterFirst);
  bytes.writeUInt16LE(1, second);
  writeEntry(bytes, second + 2, [0x9286, 7, text.length, bytes.length]);
  return Buffer.concat([bytes, text]);
}

function writeEntry(bytes: Buffer, at: number, entry: readonly [number, number, number, number]): void {
  bytes.writeUInt16LE(entry[0], at);
  bytes.writeUInt16LE(entry[1], at + 2);
  bytes.writeUInt32LE(entry[2], at + 4);
  bytes.writeUInt32LE(entry[3], at + 8);
}
