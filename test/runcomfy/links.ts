import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Job } from './job.ts';

export interface Picture {
  readonly job: Job;
  readonly index: number;
}

/** The pictures' paths on the file host, shaped like the real ones. */
export class Links {
  readonly #pictures = new Map<string, Picture & { readonly version: number }>();

  pathTo(job: Job, index: number): string {
    const name = digest(`${job.requestId} ${index} ${job.linkVersion}`, 'base64url').slice(0, 21);
    const finished = (job.history.at(-1)?.at ?? '').replace('Z', '000+00:00');
    const folder = `${packed(accountId(job.account))}/${packed(finished)}`;
    const path = `/${folder}/output/${name}_output.${job.input.output_format}`;
    this.#pictures.set(withoutExtension(path), { job, index, version: job.linkVersion });
    return path;
  }

  /** The extension is not looked at: some faults name a wrong one. */
  pictureAt(path: string): Picture | null {
    const found = this.#pictures.get(withoutExtension(path));
    return found?.version === found?.job.linkVersion ? (found ?? null) : null;
  }
}

function withoutExtension(path: string): string {
  return path.replace(/\.\w+$/u, '');
}

function accountId(account: string): string {
  const hex = digest(account, 'hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function packed(content: string): string {
  const encoded = deflateSync(content).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  return encoded.replaceAll('=', '%3D');
}

function digest(content: string, encoding: 'hex' | 'base64url'): string {
  return createHash('sha256').update(content).digest(encoding);
}
