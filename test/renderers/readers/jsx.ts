import { transformSync } from 'esbuild';
import ts from 'typescript';
import { pathOf, type FoundPicture, type Reader } from '../reader.ts';

/** What a page would show, and what stands in comments, where code may hold no element. */
export const jsx: Reader = {
  languageIds: ['javascriptreact', 'typescriptreact'],
  tool: 'typescript and esbuild',
  from: 'npm',
  read: (document) => {
    const source = ts.createSourceFile('a.tsx', document, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const inComments = commentsOf(source).flatMap((comment) => comment.match(/<img .* \/>/g) ?? []);
    return { pictures: [...shown(document), ...inComments.flatMap((each) => shown(`${each};`))], rest: null };
  },
};

function shown(code: string): FoundPicture[] {
  const { code: script } = transformSync(code, { loader: 'tsx', jsxFactory: 'h', jsxFragment: '"f"' });
  const pictures: FoundPicture[] = [];
  const h = (type: unknown, props: { src: string; alt: string } | null): string => {
    if (type === 'img') pictures.push({ path: pathOf(props!.src), altText: props!.alt });
    return '';
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a component is read by rendering it, and what is rendered here the test itself wrote
  const page = new Function('h', 'show', 'Card', 'fox', script) as (...names: unknown[]) => void;
  page(h, () => undefined, 'Card', '');
  return pictures;
}

function commentsOf(source: ts.SourceFile): string[] {
  const found = new Map<number, string>();
  const text = source.text;
  const visit = (node: ts.Node): void => {
    // Between the tags of JSX, what looks like a comment is text.
    const ranges =
      node.kind === ts.SyntaxKind.JsxText ? [] : (ts.getLeadingCommentRanges(text, node.pos) ?? []);
    const trailing =
      node.kind === ts.SyntaxKind.JsxText ? [] : (ts.getTrailingCommentRanges(text, node.end) ?? []);
    for (const { pos, end } of [...ranges, ...trailing]) found.set(pos, text.slice(pos, end));
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return [...found.values()];
}
