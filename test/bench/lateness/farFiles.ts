import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../launch/ending.ts';
import type { Addresses } from '../../runcomfy/addresses.ts';
import { farFrom } from '../distance.ts';

/** The file host of the simulated service, as far away as its API, and a folder for what comes from it. */
export interface FarFiles {
  readonly folder: string;
  /** The far address of a picture. */
  readonly far: (pictureUrl: string) => string;
  /** Fetches the picture that a client's output names, and writes it down, as a script would. */
  readonly keep: (output: unknown) => Promise<void>;
  close(): Promise<void>;
}

export async function openFarFiles({ filesUrl }: Addresses, roundTrip: number): Promise<FarFiles> {
  const distance = await farFrom(filesUrl, { roundTrip });
  const folder = temporaryFolder('lateness');
  const far = (pictureUrl: string): string => pictureUrl.replace(filesUrl, distance.url);
  return {
    folder: folder.path,
    far,
    keep: async (output) => {
      const [found] = /https?:\/\/[^"]+/.exec(JSON.stringify(output)) ?? [];
      if (found === undefined) throw new Error('A result without a picture.');
      const answer = await fetch(far(found));
      await writeFile(join(folder.path, `${randomUUID()}.png`), new Uint8Array(await answer.arrayBuffer()));
    },
    close: async () => {
      await distance.close();
      folder.remove();
    },
  };
}
