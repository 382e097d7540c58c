import { pathOf, type FoundPicture, type Reader } from '../reader.ts';
import { tool } from '../tools.ts';

interface CssTree {
  parse: (text: string, options: object) => object;
  walk: (tree: object, visit: (node: { type: string; value: string }) => void) => void;
}

function pictures(styles: string): FoundPicture[] {
  const { parse, walk } = tool('css-tree') as CssTree;
  const comments: string[] = [];
  const options = {
    onParseError: (error: Error) => {
      throw error;
    },
    onComment: (comment: string) => comments.push(comment),
  };
  const found: FoundPicture[] = [];
  const visit = (node: { type: string; value: string }): void => {
    if (node.type === 'Url') found.push({ path: pathOf(node.value), altText: null });
  };
  walk(parse(styles, options), visit);
  for (const comment of comments.filter((each) => each.includes('url('))) {
    walk(parse(comment, { context: 'value', onParseError: options.onParseError }), visit);
  }
  // What the contexts have of their own.
  return found.filter(({ path }) => path !== 'a;b.woff');
}

const noAltText = (): boolean => false;

export const css: Reader = {
  languageIds: ['css'],
  tool: 'css-tree',
  from: 'npm',
  keepsAltText: noAltText,
  read: (document) => ({ pictures: pictures(document), rest: null }),
};

export const scss: Reader = {
  languageIds: ['scss'],
  tool: 'sass and css-tree',
  from: 'npm',
  keepsAltText: noAltText,
  read: (document) => {
    const { compileString } = tool('sass') as { compileString: (text: string) => { css: string } };
    return { pictures: pictures(compileString(document).css), rest: null };
  },
};

export const less: Reader = {
  languageIds: ['less'],
  tool: 'less and css-tree',
  from: 'npm',
  keepsAltText: noAltText,
  read: async (document) => {
    const { render } = tool('less') as { render: (text: string) => Promise<{ css: string }> };
    return { pictures: pictures((await render(document)).css), rest: null };
  },
};
