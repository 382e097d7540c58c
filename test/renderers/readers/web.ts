import { pathOf, type FoundPicture, type Reader } from '../reader.ts';
import { tool } from '../tools.ts';
import { readHtml } from './htmlPictures.ts';

interface SyntaxNode {
  readonly type: string | number;
  readonly tag?: string;
  readonly name?: string;
  readonly [key: string]: unknown;
}

export const html: Reader = {
  languageIds: ['html'],
  tool: 'parse5',
  from: 'npm',
  wrap: (body) => `<!doctype html>\n<title>Fox</title>\n<body>\n${body}</body>\n`,
  read: (document) => readHtml(document),
};

/** The template of a component; what Vue finds fault with is thrown. */
export const vue: Reader = {
  languageIds: ['vue'],
  tool: '@vue/compiler-dom',
  from: 'npm',
  read: (document) => {
    const { compile } = tool('@vue/compiler-dom') as { compile: (text: string) => { ast: SyntaxNode } };
    const pictures: FoundPicture[] = [];
    walk(compile(document).ast, (node) => {
      if (node.tag === 'img') {
        const props = node['props'] as { name: string; value?: { content: string } }[];
        const value = (name: string): string =>
          props.find((each) => each.name === name)?.value?.content ?? '';
        pictures.push({ path: pathOf(value('src')), altText: value('alt') });
      }
    });
    return { pictures, rest: null };
  },
};

export const svelte: Reader = {
  languageIds: ['svelte'],
  tool: 'svelte/compiler',
  from: 'npm',
  read: (document) => {
    const { parse, compile } = tool('svelte/compiler') as {
      parse: (text: string, options: object) => { fragment: SyntaxNode };
      compile: (text: string, options: object) => unknown;
    };
    const pictures: FoundPicture[] = [];
    walk(parse(document, { modern: true }).fragment, (node) => {
      if (node.name === 'img' && node.type === 'RegularElement') {
        const attributes = node['attributes'] as { name: string; value: { type: string; data: string }[] }[];
        const value = (name: string): string => {
          const parts = attributes.find((each) => each.name === name)?.value ?? [];
          return parts.map(({ type, data }) => (type === 'Text' ? data : '{an expression}')).join('');
        };
        pictures.push({ path: pathOf(value('src')), altText: value('alt') });
      }
    });
    compile(document, { generate: 'server' });
    return { pictures, rest: null };
  },
};

/** Every node once, in the order of the document. */
export function walk(node: unknown, visit: (node: SyntaxNode) => void, seen = new Set<unknown>()): void {
  if (typeof node !== 'object' || node === null || seen.has(node)) return;
  seen.add(node);
  if ('type' in node) visit(node as SyntaxNode);
  for (const [name, value] of Object.entries(node)) {
    // Vue keeps the code that it made beside what it read.
    if (name !== 'codegenNode' && name !== 'metadata') walk(value, visit, seen);
  }
}
