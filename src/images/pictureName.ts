import filenamify from 'filenamify';
import type { PictureType } from './checkPicture.ts';

/** What a file name can be made of. */
export interface NameParts {
  readonly prompt: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  /** From 1, of the pictures of one request. */
  readonly index: number;
  readonly date: Date;
}

export type NameTemplate =
  { readonly outcome: 'usable' } | { readonly outcome: 'unusable'; readonly variable: string };

const extensions: Record<PictureType, string> = { png: 'png', jpeg: 'jpg', webp: 'webp' };

/** Long enough to tell pictures apart; short enough for Windows' paths. */
const longestSlug = 60;
const longestName = 120;

const variables: Record<string, (parts: NameParts) => string> = {
  slug: ({ prompt }) => slugOf(prompt),
  seed: ({ seed }) => String(seed),
  size: ({ width, height }) => `${width}x${height}`,
  index: ({ index }) => String(index),
  date: ({ date }) => date.toISOString().slice(0, 10),
};

const variable = /\$\{([^}]*)\}/g;

/** The names that a template of `zImage.fileName` may use, for messages and documentation. */
export const templateVariables: readonly string[] = Object.keys(variables);

/** Whether every variable in a template of `zImage.fileName` is known. */
export function checkNameTemplate(template: string): NameTemplate {
  const unknown = [...template.matchAll(variable)]
    .map((match) => match[1] ?? '')
    .find((name) => !(name in variables));
  return unknown === undefined ? { outcome: 'usable' } : { outcome: 'unusable', variable: unknown };
}

/**
 * A file name without its extension: one path segment that every system takes, whatever the template and the prompt
 * hold.
 */
export function pictureName(template: string, parts: NameParts): string {
  const filled = template.replaceAll(variable, (_, name: string) => variables[name]?.(parts) ?? '');
  const safe = filenamify(filled, { replacement: '-', maxLength: longestName }).replace(/^\.+/, '');
  const name = safe.replace(/[\s.-]+$/, '');
  return name === '' ? 'image' : name;
}

/** The n-th name to try, from 0: `fox.png`, `fox-1.png`, `fox-2.png`… The extension is that of the bytes. */
export function candidateFileName(name: string, type: PictureType, attempt: number): string {
  return `${name}${attempt === 0 ? '' : `-${attempt}`}.${extensions[type]}`;
}

/** The words of a prompt, in every script, joined with hyphens and cut between words. */
export function slugOf(prompt: string): string {
  const words: readonly string[] =
    prompt
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > longestSlug) {
      break;
    }
    slug = longer;
  }
  const cut = slug === '' ? (words[0] ?? '').slice(0, longestSlug) : slug;
  return cut === '' ? 'image' : cut.toWellFormed().replaceAll('\ufffd', '');
}
