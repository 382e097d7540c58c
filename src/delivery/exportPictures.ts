import { Utils, URI } from 'vscode-uri';
import type { GenerationRecord, StoredPicture } from '../records/generationRecord.ts';
import { savePicture } from './savePicture.ts';
import type { Workspace } from './workspace.ts';

/** A picture as a file, with what it was made by. */
interface ExportedPicture {
  readonly record: GenerationRecord;
  readonly picture: StoredPicture;
  /** What its file is to hold. */
  readonly file: Uint8Array;
}

export type Export =
  | { readonly outcome: 'exported'; readonly count: number }
  /** So many files stand there, each of them whole. */
  | { readonly outcome: 'notExported'; readonly count: number; readonly failure: unknown };

/** In a folder where so many names are taken, something else is wrong. */
const mostNames = 10_000;

/**
 * Puts pictures into a folder, with a JSON of the requests that made them. Nothing is overwritten, and each picture is
 * asked for when its turn comes, since many of them are much.
 */
export async function exportPictures(
  folder: string,
  pictures: AsyncIterable<ExportedPicture> | Iterable<ExportedPicture>,
  workspace: Workspace,
): Promise<Export> {
  const requests: unknown[] = [];
  for await (const { record, picture, file } of pictures) {
    const saved = await savePicture(folder, '${slug}', record, picture, file, workspace);
    if (saved.outcome === 'notSaved') {
      return { outcome: 'notExported', count: requests.length, failure: saved.failure };
    }
    requests.push(requestOf(record, picture, Utils.basename(URI.parse(saved.file))));
  }
  try {
    await putRequests(folder, `${JSON.stringify(requests, null, 2)}\n`, workspace);
    return { outcome: 'exported', count: requests.length };
  } catch (failure) {
    return { outcome: 'notExported', count: requests.length, failure };
  }
}

/** What somebody needs to make the picture again, by the names that the request has here. */
function requestOf(
  { request, altText, createdAt }: GenerationRecord,
  { index, count, width, height }: StoredPicture,
  file: string,
): unknown {
  return { file, altText, ...request, image: { index, count, width, height }, createdAt };
}

async function putRequests(folder: string, text: string, workspace: Workspace): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let attempt = 0; attempt < mostNames; attempt++) {
    const name = attempt === 0 ? 'requests.json' : `requests-${attempt}.json`;
    const file = Utils.joinPath(URI.parse(folder), name).toString();
    if (!(await workspace.exists(file)) && (await workspace.createFile(file, bytes))) {
      return;
    }
  }
  throw new Error('no name is free');
}
