import * as path from 'node:path/posix';
import { URI, Utils } from 'vscode-uri';
import { fillDocumentVariables, replaceVariables, type DocumentHome } from './documentVariables.ts';

/** Where a document's pictures are saved. */
export interface PictureHome {
  /** URI of the folder. Its path may have variables that only the picture itself can fill, as a file name may. */
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
  const name = path.basename(target.path).replace(/\.(?:png|jpe?g|webp|gif|bmp|svg)?$/i, '');
  return { folder: Utils.dirname(target).toString(), fileName: name === '' ? fileName : name };
}

function resolve(setting: string, home: DocumentHome): string {
  // Half a surrogate pair is in no URI.
  const template = setting.toWellFormed();
  const documentFolder = Utils.dirname(URI.parse(home.document));
  const rooted = template.startsWith('/') ? `\${documentWorkspaceFolder}${template}` : template;
  const filled = fillDocumentVariables(rooted, home);
  const target = path.isAbsolute(filled)
    ? documentFolder.with({ path: path.normalize(filled) })
    : Utils.joinPath(documentFolder, filled);
  return target.with({ path: target.path.replace(/(?<=.)\/$/, '') }).toString();
}
