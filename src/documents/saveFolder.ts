import * as path from 'node:path/posix';
import { URI, Utils } from 'vscode-uri';

/** Where a document is, for the rules that say where its pictures go. */
export interface DocumentHome {
  /** The document, or where one without a file is likely to be saved. */
  readonly document: string;
  readonly workspaceFolder: string | null;
  readonly now: Date;
}

/** Beside the document, when nobody has said otherwise. */
const usualFolder = 'images';

const variable = /\$\{(\w+)(?:\/((?:\\\/|[^/])*)\/((?:\\\/|[^/])*)\/)?\}/g;

/**
 * The folder for a document's pictures, as a URI: `zImage.saveFolder` where it says one, else the folder of the
 * destination in `markdown.copyFiles.destination` that matched the document, else `images` beside it.
 *
 * Both settings follow the same rules (https://code.visualstudio.com/docs/languages/markdown): relative to the
 * document, `/` at the start means the workspace folder, and variables may be used.
 */
export function saveFolder(home: DocumentHome, setting: string, copyFilesDestination: string | null): string {
  if (setting.trim() !== '') {
    return resolve(setting.trim(), home);
  }
  if (copyFilesDestination === null) {
    return resolve(usualFolder, home);
  }
  const destination = copyFilesDestination.trim();
  // A destination names the file, unless it ends with a slash; the file's name is ours to give.
  return /(?:^|\/)$/.test(destination)
    ? resolve(destination === '' ? '.' : destination, home)
    : Utils.dirname(URI.parse(resolve(destination, home))).toString();
}

function resolve(template: string, home: DocumentHome): string {
  const documentFolder = Utils.dirname(URI.parse(home.document));
  const root = home.workspaceFolder === null ? documentFolder : URI.parse(home.workspaceFolder);
  const rooted = template.startsWith('/') ? `\${documentWorkspaceFolder}${template}` : template;
  const values = valuesOf(home, root.path);
  const filled = rooted.replaceAll(
    variable,
    (whole, name: string, pattern?: string, replacement?: string) => {
      const value = values.get(name)?.();
      if (value === undefined || pattern === undefined) {
        return value ?? whole;
      }
      return transformed(value, pattern, replacement ?? '');
    },
  );
  const target = path.isAbsolute(filled)
    ? documentFolder.with({ path: path.normalize(filled) })
    : Utils.joinPath(documentFolder, filled);
  return target.with({ path: target.path.replace(/(?<=.)\/$/, '') }).toString();
}

function valuesOf({ document, now }: DocumentHome, root: string): ReadonlyMap<string, () => string> {
  const file = URI.parse(document).path;
  const name = path.basename(file);
  return new Map([
    ['documentDirName', () => path.dirname(file)],
    ['documentRelativeDirName', () => path.relative(root, path.dirname(file))],
    ['documentFileName', () => name],
    ['documentBaseName', () => path.parse(name).name],
    ['documentExtName', () => path.extname(name).slice(1)],
    ['documentFilePath', () => file],
    ['documentRelativeFilePath', () => path.relative(root, file)],
    ['documentWorkspaceFolder', () => root],
    ['unixTime', () => String(now.getTime())],
    ['isoTime', () => now.toISOString().replaceAll(':', '-')],
  ]);
}

/** `${name/pattern/replacement/}`; a pattern that is none changes nothing. */
function transformed(value: string, pattern: string, replacement: string): string {
  try {
    return value.replace(new RegExp(pattern.replaceAll('\\/', '/')), replacement.replaceAll('\\/', '/'));
  } catch {
    return value;
  }
}
