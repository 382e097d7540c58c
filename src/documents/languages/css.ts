import { cssSpot } from '../cssSpot.ts';
import { linkPath } from '../linkPath.ts';
import { language } from './language.ts';

export const css = styles(false);
/** SCSS and Less have comments of one line. */
export const scss = styles(true);

function styles(lineComments: boolean): ReturnType<typeof language> {
  return language({
    // In a URL's path as it is encoded there is nothing that ends a string or begins an interpolation.
    path: linkPath,
    isServed: true,
    // There is no place for a text.
    altText: (text) => text,
    inline: ({ path }) => `url("${path}")`,
    spotAfter: (text, offset) => cssSpot(text, offset, lineComments),
  });
}
