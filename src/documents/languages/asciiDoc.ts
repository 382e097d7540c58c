import { asciiDocLastLine } from '../asciiDocBlocks.ts';
import { linkPath } from '../linkPath.ts';
import { blockAt, isWholeBlock } from '../textBlocks.ts';
import { language, type WrittenPicture } from './language.ts';

export const asciiDoc = language({
  path,
  altText,
  inline: (picture) => `image:${macro(picture)}`,
  block: (picture) => [`image::${macro(picture)}`],
  trace: macro,
  spotAfter: (text, offset) => ({
    at: blockAt(text, offset, asciiDocLastLine).end,
    before: '',
    behind: '',
    apart: true,
  }),
  instead: ({ text, range }, picture) => {
    const form = isWholeBlock(text, range) ? 'image::' : 'image:';
    return [{ ...range, text: form + macro(picture) }];
  },
});

function macro({ path: target, altText: alternative }: WrittenPicture): string {
  return `${target}[${/[,=]|^$/.test(alternative) ? `"${alternative}"` : alternative}]`;
}

/** Spaces stay: converters encode them for the web, and take the path of a file as it is. */
function path(relative: string): string {
  return linkPath(relative)
    .replaceAll('%20', ' ')
    .replaceAll(/['~+@;]|(?<=-)-|(?<=\.\.)\.|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=:)/gu, percent)
    .replaceAll(/^ | (?= )| $/g, '%20');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/**
 * What begins a mark, a reference or a replacement (an apostrophe is made a curly one) as a reference by number: it
 * means the same in a block, in a line of text, and in a cell of a table.
 */
function altText(text: string): string {
  const marks = /["\\`*#^~[\]{|+<>@;$']|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
  const pairs = /\((?=\(|C\)|R\)|TM\))|-(?=-|>)|(?<=-)-|\.(?=\.\.)|:(?=:|\/\/)/g;
  const reference = (character: string): string => `&#${character.charCodeAt(0)};`;
  // In one pass: what a reference is made of must not be escaped again.
  return text.replaceAll(new RegExp(`${marks.source}|${pairs.source}`, 'gu'), reference);
}
