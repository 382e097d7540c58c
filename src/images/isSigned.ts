import type { FileParts, Part } from './fileParts.ts';

/** Whether a file has content credentials (C2PA): they hold for its exact bytes. */
export function isSigned({ type, parts }: FileParts): boolean {
  switch (type) {
    case 'png':
      return parts.some(({ name }) => name === 'caBX');
    case 'jpeg':
      return parts.some((part) => part.name === 'APP11' && isBoxOfC2pa(part));
    case 'webp':
      return parts.some(({ name }) => name === 'C2PA');
  }
}

function isBoxOfC2pa({ data }: Part): boolean {
  return Buffer.from(data.subarray(0, 64)).includes('c2pa');
}
