/** Where the path of a URL ends as it is written: before its query and fragment. `&#35;` is a character's reference. */
export function pathLength(written: string): number {
  const end = written.search(/\?|(?<!&)#/);
  return end < 0 ? written.length : end;
}

/** The path of a file that a URL's path means: encoded characters are decoded, and Windows' separators are slashes. */
export function filePathOf(url: string): string {
  return url
    .slice(0, pathLength(url))
    .replaceAll('\\', '/')
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, decoded);
}

/** What is no text in UTF-8 stays as it is. */
function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
}
