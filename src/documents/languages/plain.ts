import { leaderAt, lineEnd } from '../lines.ts';
import { language } from './language.ts';

/** Where nothing is known of a language: the path, as it is, within a comment where the words are within one. */
export const plain = language({
  path: (path) => path,
  altText: (text) => text,
  inline: ({ path }) => path,
  spotAfter: (text, offset) => ({
    at: lineEnd(text, offset),
    before: leaderAt(text, offset),
    behind: '',
    apart: false,
  }),
});
