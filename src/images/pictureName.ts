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
/** Most file systems take 255 bytes, and letters beyond ASCII have several; the rest is for number and extension. */
const mostBytes = 220;
/** What is behind it is in no name, and what a template repeats may be long. */
const mostRead = 2_000;

const variables: Record<string, (parts: NameParts) => string> = {
  slug: ({ prompt }) => slugOf(prompt),
  seed: ({ seed }) => String(seed),
  size: ({ width, height }) => `${width}x${height}`,
  index: ({ index }) => String(index),
  date: ({ date }) => date.toISOString().slice(0, 10),
};

const safely = { replacement: '-', maxLength: longestName };

const variable = /\$\{([^}]*)\}/g;

/** The names that a template of `zImage.fileName` may use, for messages and documentation. */
export const templateVariables: readonly string[] = Object.keys(variables);

/** Whether every variable in a template of `zImage.fileName` is known. */
export function checkNameTemplate(template: string): NameTemplate {
  const unknown = [...template.matchAll(variable)]
    .map((match) => match[1] ?? '')
    .find((name) => !Object.hasOwn(variables, name));
  return unknown === undefined ? { outcome: 'usable' } : { outcome: 'unusable', variable: unknown };
}

/**
 * A file name without its extension: one path segment that every system takes, whatever the template and the prompt
 * hold.
 */
export function pictureName(template: string, parts: NameParts): string {
  const filled = template.replaceAll(variable, (_, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name]?.(parts) ?? '') : '',
  );
  const safe = filenamify(filled.slice(0, mostRead).toWellFormed(), safely).replace(/^[\s.-]+/, '');
  const name = withinBytes(safe).replace(/[\s.-]+$/, '');
  // What was cut off may have left a name that Windows keeps for itself.
  return name === '' ? 'image' : filenamify(name, safely);
}

function withinBytes(name: string): string {
  const bytes = new TextEncoder().encode(name).subarray(0, mostBytes);
  return new TextDecoder().decode(bytes).replace(/\ufffd+$/, '');
}

/** The n-th name to try, from 0: `fox.png`, `fox-1.png`, `fox-2.png`… The extension is that of the bytes. */
export function candidateFileName(name: string, type: PictureType, attempt: number): string {
  return `${name}${attempt === 0 ? '' : `-${attempt}`}.${extensions[type]}`;
}

/** Letters and digits with their marks; joiners bind letters in some scripts, and else only emoji. */
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{Mn}\p{Mc}]*(?:\u200d[\p{L}\p{N}\p{Mn}\p{Mc}]+)*/gu;

/** The words of a prompt, in every script, joined with hyphens and cut between words. */
export function slugOf(prompt: string): string {
  const plain = prompt
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\p{Variation_Selector}/gu, '');
  const words: readonly string[] = plain.match(word) ?? [];
  let slug = '';
  for (const each of words) {
    const longer = slug === '' ? each : `${slug}-${each}`;
    if (longer.length > longestSlug) {
      break;
    }
    slug = longer;
  }
  const cut = slug === '' ? (words[0] ?? '').slice(0, longestSlug) : slug;
  return cut === '' ? 'image' : cut.toWellFormed().replaceAll('\ufffd', '');
}
