import { joined, type FileParts, type Part } from './fileParts.ts';
import { creatorTool, type Origin } from './origin.ts';
import { isOurParametersText, parametersText } from './parametersText.ts';
import { pngText, readPngText, xmpKeyword } from './pngText.ts';
import { findProperty, readXmp } from './xmp.ts';
import { packetFor } from './xmpPacket.ts';

/** XMP, and the text keys that tools read. A key that somebody else used already is left to them. */
export function markPng({ head, parts, tail }: FileParts, origin: Origin): Uint8Array | null {
  const texts = new Map(parts.map((part) => [part, readPngText(part)]));
  const existing = [...texts.values()].find((each) => each?.keyword === xmpKeyword)?.text ?? null;
  const packet = packetFor(origin, existing);
  if (packet === null) {
    return null;
  }
  const told =
    existing === null ? null : findProperty(readXmp(existing), 'Iptc4xmpExt', 'AIPromptInformation');
  const isOurs = (part: Part): boolean => {
    const { keyword = '', text = '' } = texts.get(part) ?? {};
    switch (keyword) {
      case xmpKeyword:
        return true;
      case 'parameters':
        return isOurParametersText(text);
      case 'Software':
        return text === creatorTool;
      case 'Description':
        return text === told;
      default:
        return false;
    }
  };
  const kept = parts.filter((part) => !isOurs(part));
  const taken = new Set(kept.map((part) => texts.get(part)?.keyword));
  const written = textsOf(origin, packet).filter(({ keyword }) => !taken.has(keyword));
  // Behind IHDR, which comes first, and so before the picture's data.
  const [first, ...others] = kept.map(({ whole }) => whole);
  return first === undefined ? null : joined(head, first, ...written.map(pngText), ...others, tail);
}

function textsOf(origin: Origin, packet: string): { keyword: string; text: string }[] {
  return [
    { keyword: xmpKeyword, text: packet },
    { keyword: 'parameters', text: parametersText(origin) },
    ...(origin.prompt === null ? [] : [{ keyword: 'Description', text: origin.prompt }]),
    { keyword: 'Software', text: creatorTool },
  ];
}
