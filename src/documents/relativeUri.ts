import * as path from 'node:path/posix';
import { URI } from 'vscode-uri';

/**
 * The way from a document to a file, with `/` between its parts and not escaped; or the file's whole URI where there
 * is none, as from one drive or host to another.
 */
export function relativePath(document: string, file: string): string {
  const [from, to] = [URI.parse(document), URI.parse(file)];
  const sameHost = from.scheme === to.scheme && from.authority.toLowerCase() === to.authority.toLowerCase();
  if (!sameHost || driveOf(from) !== driveOf(to)) {
    return to.toString();
  }
  return path.relative(path.dirname(withoutDrive(from)), withoutDrive(to));
}

function driveOf(uri: URI): string {
  return /^\/([a-z]):/i.exec(uri.path)?.[1]?.toLowerCase() ?? '';
}

/** One drive may be written with either case. */
function withoutDrive(uri: URI): string {
  return uri.path.replace(/^\/[a-z]:/i, '');
}
