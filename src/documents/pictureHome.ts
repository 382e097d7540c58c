import * as path from 'node:path/posix';
import { URI, Utils } from 'vscode-uri';
import { fillDocumentVariables, replaceVariables, type DocumentHome } from './documentVariables.ts';

/** Where a document's pictures are saved. */
export interface PictureHome {
  /** URI of the folder. Where it was named with variables of the picture, `filledFolder` fills them. */
  readonly folder: string;
  /** Template of the file names, without extension. */
  readonly fileName: string;
}

/** What the person said about it. */
export interface PictureRules {
  readonly saveFolder: string;
  readonly fileName: string;
  /** The destination of `markdown.copyFiles.destination` that matched the document. */
  readonly copyFilesDestination: string | null;
}

/** Beside the document, when nobody has said otherwise. */
const usualFolder = 'images';

/** What only the picture itself can fill. */
export const pictureVariables = ['slug', 'seed', 'size', 'index', 'date'] as const;

/** A variable of the picture stands between two of these: no file system has them in a name, so none is taken for one. */
const mark = '\0';
const marked = new RegExp(`${mark}(${pictureVariables.join('|')})${mark}`, 'g');

/** The folder for one picture; `nameOf` makes a name of a template. */
export function filledFolder(folder: string, nameOf: (template: string) => string): string {
  const uri = URI.parse(folder);
  const parts = uri.path.split('/').map((part) => (part.search(marked) < 0 ? part : nameOf(unmarked(part))));
  return uri.with({ path: parts.join('/') }).toString();
}

/**
 * `zImage.saveFolder` where it names a folder, else the editor's own destination for copied files, else `images` beside
 * the document. Both settings follow the same rules (https://code.visualstudio.com/docs/languages/markdown): relative
 * to the document, `/` at the start means the workspace folder, and variables may be used.
 */
export function pictureHome(home: DocumentHome, rules: PictureRules): PictureHome {
  const fileName = fillDocumentVariables(rules.fileName, home);
  const setting = rules.saveFolder.trim();
  if (setting !== '' || rules.copyFilesDestination === null) {
    return { folder: resolve(setting === '' ? usualFolder : setting, home), fileName };
  }
  const destination = rules.copyFilesDestination.trim();
  if (destination === '' || destination.endsWith('/')) {
    return { folder: resolve(destination === '' ? '.' : destination, home), fileName };
  }
  return homeOfFile(destination, fileName, home);
}

/** A destination without a slash at its end names the file: the editor's name for it is ours, and its type is the picture's. */
function homeOfFile(destination: string, fileName: string, home: DocumentHome): PictureHome {
  const ours = replaceVariables(destination, (name) =>
    name === 'fileName' ? fileName : name === 'fileExtName' ? '' : undefined,
  );
  const target = URI.parse(resolve(ours, home));
  const name = unmarked(path.basename(target.path)).replace(/\.(?:png|jpe?g|webp|gif|bmp|svg)?$/i, '');
  return { folder: Utils.dirname(target).toString(), fileName: name === '' ? fileName : name };
}

function unmarked(part: string): string {
  return part.replaceAll(marked, '${$1}');
}

function resolve(setting: string, home: DocumentHome): string {
  // Half a surrogate pair is in no URI.
  const template = replaceVariables(setting.toWellFormed(), (name) =>
    pictureVariables.some((each) => each === name) ? `${mark}${name}${mark}` : undefined,
  );
  const documentFolder = Utils.dirname(URI.parse(home.document));
  const rooted = template.startsWith('/') ? `\${documentWorkspaceFolder}${template}` : template;
  const filled = fillDocumentVariables(rooted, home);
  const target = path.isAbsolute(filled)
    ? documentFolder.with({ path: path.normalize(filled) })
    : Utils.joinPath(documentFolder, filled);
  return target.with({ path: target.path.replace(/(?<=.)\/$/, '') }).toString();
}
