import * as z from 'zod';
import { localToken } from '../../runcomfy/server.ts';

export type CallsState = z.infer<typeof stateSchema>;

const stateSchema = z.enum(['in_queue', 'in_progress', 'completed']);
const submitted = z.object({ request_id: z.string() });
const status = z.object({ status: stateSchema });
const result = z.object({ output: z.unknown() });

const model = 'tongyi-mai/z-image/turbo';

/** The simulated service by its plain calls, as a script would make them. */
export class RunComfyCalls {
  readonly #apiUrl: string;

  constructor(apiUrl: string) {
    this.#apiUrl = apiUrl;
  }

  async submit(prompt: string): Promise<string> {
    const body = JSON.stringify({ prompt, image_size: 'square' });
    return submitted.parse(await this.#ask(`models/${model}`, { method: 'POST', body })).request_id;
  }

  async state(requestId: string): Promise<CallsState> {
    return status.parse(await this.#ask(`requests/${requestId}/status`, {})).status;
  }

  async pictures(requestId: string): Promise<unknown> {
    return result.parse(await this.#ask(`requests/${requestId}/result`, {})).output;
  }

  async #ask(path: string, options: RequestInit): Promise<unknown> {
    const headers = { authorization: `Bearer ${localToken}`, 'content-type': 'application/json' };
    const answer = await fetch(`${this.#apiUrl}/v1/${path}`, { ...options, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }
}
