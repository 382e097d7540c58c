import * as path from 'node:path/posix';
import { URI, Utils } from 'vscode-uri';

/** Where a document is, for the rules that say where its pictures go. */
export interface DocumentHome {
  /** The document, or where one without a file is likely to be saved. */
  readonly document: string;
  readonly workspaceFolder: string | null;
  readonly now: Date;
}

/** A backslash before a slash is never read as anything else: else each would be tried both ways. */
const variable = /\$\{(\w+)(?:\/((?:\\\/|\\(?!\/)|[^/\\])*)\/((?:\\\/|\\(?!\/)|[^/\\])*)\/)?\}/g;

interface Place {
  /** Path of the document, and of the folder that counts as its workspace. */
  readonly file: string;
  readonly root: string;
  readonly now: Date;
}

/** The editor's own variables (https://code.visualstudio.com/docs/languages/markdown), as far as they tell of the document. */
const values: Readonly<Record<string, (place: Place) => string>> = {
  documentDirName: ({ file }) => path.dirname(file),
  documentRelativeDirName: ({ file, root }) => path.relative(root, path.dirname(file)),
  documentFileName: ({ file }) => path.basename(file),
  documentBaseName: ({ file }) => path.parse(file).name,
  documentExtName: ({ file }) => path.extname(file).slice(1),
  documentFilePath: ({ file }) => file,
  documentRelativeFilePath: ({ file, root }) => path.relative(root, file),
  documentWorkspaceFolder: ({ root }) => root,
  unixTime: ({ now }) => String(now.getTime()),
  isoTime: ({ now }) => now.toISOString().replaceAll(':', '-'),
};

/** A template with what the document says in the place of its variables; all others stay. */
export function fillDocumentVariables(
  template: string,
  { document, workspaceFolder, now }: DocumentHome,
): string {
  const { path: file } = URI.parse(document);
  const root =
    workspaceFolder === null ? Utils.dirname(URI.parse(document)).path : URI.parse(workspaceFolder).path;
  return replaceVariables(template, (name) =>
    Object.hasOwn(values, name) ? values[name]?.({ file, root, now }) : undefined,
  );
}

/** Each variable that has a value gives way to it, changed as `${name/pattern/replacement/}` says. */
export function replaceVariables(template: string, valueOf: (name: string) => string | undefined): string {
  return template.replaceAll(variable, (whole, name: string, pattern?: string, replacement?: string) => {
    const value = valueOf(name);
    if (value === undefined || pattern === undefined) {
      return value ?? whole;
    }
    return transformed(value, pattern, replacement ?? '');
  });
}

/** What is left of a template when nothing is known of any document. */
export function withoutDocumentVariables(template: string): string {
  return replaceVariables(template, (name) => (Object.hasOwn(values, name) ? '' : undefined));
}

/** A pattern that is none changes nothing. */
function transformed(value: string, pattern: string, replacement: string): string {
  try {
    return value.replace(new RegExp(pattern.replaceAll('\\/', '/')), replacement.replaceAll('\\/', '/'));
  } catch {
    return value;
  }
}
