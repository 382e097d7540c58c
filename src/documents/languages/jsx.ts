import { jsxModes, modeAt } from '../jsxModes.ts';
import { indentationAt, leaderAt, lineEnd } from '../lines.ts';
import { linkPath } from '../linkPath.ts';
import { attribute } from './html.ts';
import { language, type Spot } from './language.ts';

/** JSX, in JavaScript or TypeScript. */
export const jsx = language({
  // A path may also stand in a string of either quotes.
  path: (path) => linkPath(path).replaceAll("'", '%27'),
  // The end of a comment would end the one that may hold the markup.
  altText: (text) => attribute(text).replaceAll('*/', '&#42;/'),
  inline: ({ path, altText }) => `<img src="${path}" alt="${altText}" />`,
  trace: ({ path }) => path,
  spotAfter,
  isServed: true,
  instead: ({ text, range }, picture) => {
    switch (modeAt(jsxModes(text), range.start)) {
      case 'children':
      case 'code':
      case 'comment':
        return [{ ...range, text: jsx.inline(picture) }];
      case 'string':
        return [{ ...range, text: picture.path }];
      case 'tag':
        return null;
    }
  },
});

/** An element among an element's children; in code, where one might break a list or a call, within a comment. */
function spotAfter(text: string, offset: number): Spot {
  const modes = jsxModes(text);
  for (let at = lineEnd(text, offset); ; at = lineEnd(text, at + (text[at] === '\r' ? 2 : 1))) {
    const spot = { at, behind: '', apart: false };
    const indentation = indentationAt(text, offset);
    switch (modeAt(modes, at)) {
      case 'children':
        return { ...spot, before: indentation };
      case 'comment':
        return { ...spot, before: leaderAt(text, offset) };
      case 'code':
        return { ...spot, before: `${indentation}// ` };
      case 'tag':
      case 'string':
        break;
    }
    if (at === text.length) {
      return { ...spot, before: `${indentation}// ` };
    }
  }
}
