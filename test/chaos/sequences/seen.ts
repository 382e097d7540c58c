import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkPicture } from '../../../src/images/checkPicture.ts';
import { isSamePicture } from '../../../src/images/samePicture.ts';
import type { GenerationRecord } from '../../../src/records/generationRecord.ts';
import type { LedgerEntry, LogEntry } from '../../runcomfy/controlShapes.ts';
import type { Page } from './pages.ts';
import type { Order, Scene } from './scene.ts';

/** A picture that a document links, or that lies in the person's folder. */
export interface SeenPicture {
  readonly file: string;
  readonly isWhole: boolean;
  /** Of its bytes; of a file of the person's, those of the stored picture that it is, whatever the file tells of it. */
  readonly sha256: string;
}

/** All that the laws are judged by: counted from the service, from the disk, and from what is shown. */
export interface Seen {
  readonly orders: readonly Order[];
  readonly pressed: ReadonlyMap<string, number>;
  readonly happened: ReadonlyMap<string, number>;
  readonly interrupted: ReadonlyMap<string, 'intended' | 'submitting'>;
  readonly records: readonly GenerationRecord[];
  /** The ids of those that wait or go on. */
  readonly open: ReadonlySet<string>;
  readonly ledger: readonly LedgerEntry[];
  readonly log: readonly LogEntry[];
  readonly pages: readonly SeenPage[];
  readonly saved: readonly SeenPicture[];
  readonly stored: readonly SeenPicture[];
  /** What the notifications say now, and what they said before. */
  readonly said: readonly string[];
  readonly heard: ReadonlySet<string>;
  /** Claims that a process holds which lives. */
  readonly claims: readonly string[];
}

export interface SeenPage {
  readonly page: Page;
  /** Null where the document is gone. */
  readonly text: string | null;
  readonly links: readonly SeenPicture[];
}

export async function lookAt(scene: Scene, said: readonly string[]): Promise<Seen> {
  const { host } = scene;
  const records = scene.records();
  const ids = new Set(records.map(({ id }) => id));
  const isOurs = (name: string): boolean => [...ids].some((id) => name.startsWith(id));
  const stored = picturesIn(join(host.storage, 'pictures'), isOurs);
  return {
    orders: scene.orders,
    pressed: scene.pressed,
    happened: scene.happened,
    interrupted: scene.interrupted,
    records,
    open: new Set(namesIn(join(host.storage, 'open')).map((name) => name.replace('.json', ''))),
    ledger: await scene.ledger(),
    log: (await scene.log()).filter(({ prompt }) => prompt?.includes(scene.promptIncludes) === true),
    pages: await Promise.all(scene.pages.map((page) => lookAtPage(scene, page, stored))),
    saved: picturesIn(join(scene.folder, 'images'), () => true).map((file) => asStored(file, stored)),
    stored,
    said,
    heard: scene.heard,
    claims: namesIn(join(host.storage, 'claims')).filter(
      (name) => isOurs(name) && isHeld(join(host.storage, 'claims', name)),
    ),
  };
}

async function lookAtPage({ host }: Scene, page: Page, stored: readonly SeenPicture[]): Promise<SeenPage> {
  const text = page.isThere ? await host.text(page.file).catch(() => page.read()) : page.read();
  const targets = [...(text ?? '').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => decodeURI(match[1]!));
  const links = targets.map((target) => asStored(lookAtPicture(join(dirname(page.file), target)), stored));
  return { page, text, links };
}

function picturesIn(folder: string, isMeant: (name: string) => boolean): SeenPicture[] {
  return namesIn(folder)
    .filter(isMeant)
    .map((name) => lookAtPicture(join(folder, name)));
}

function lookAtPicture(file: string): SeenPicture {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.from([]);
  return {
    file,
    isWhole: checkPicture(bytes).outcome === 'whole',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function asStored(seen: SeenPicture, stored: readonly SeenPicture[]): SeenPicture {
  const same = (other: SeenPicture): boolean =>
    seen.isWhole && isSamePicture(readFileSync(seen.file), readFileSync(other.file));
  return { ...seen, sha256: stored.find(same)?.sha256 ?? seen.sha256 };
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function isHeld(claim: string): boolean {
  try {
    const { process: holder } = JSON.parse(readFileSync(claim, 'utf8')) as { readonly process: number };
    process.kill(holder, 0);
    return true;
  } catch {
    return false;
  }
}
