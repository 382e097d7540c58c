import { run } from '../launch/processes.ts';

/** What exiftool reads in a file, by group and name. */
export type Read = Readonly<Record<string, unknown>>;

/** All files in one run, as they stand in the list. */
export async function exiftool(files: readonly string[], ...options: readonly string[]): Promise<Read[]> {
  const output = await run('exiftool', ['-q', '-json', '-G1', '-a', '-struct', ...options, ...files]);
  const read = JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)) as Read[];
  if (read.length !== files.length) {
    throw new Error(`exiftool read ${read.length} files of ${files.length}.`);
  }
  return read;
}

/** Writes tags as somebody else's program does. */
export async function exiftoolWrites(file: string, ...tags: readonly string[]): Promise<void> {
  await run('exiftool', ['-overwrite_original', ...tags, file]);
}
