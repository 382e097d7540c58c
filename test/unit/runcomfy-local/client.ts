import type { LocalRunComfy } from '../../runcomfy/server.ts';
import { modelId } from '../../runcomfy/specification.ts';
import { ask, jsonOf, type Question, type Seen } from './ask.ts';

/** The four calls and the download, as plain as they are on the wire. */
export class Client {
  readonly #service: LocalRunComfy;
  readonly #question: Question;

  constructor(service: LocalRunComfy, question: Question = {}) {
    this.#service = service;
    this.#question = question;
  }

  submit(body: unknown): Promise<Seen> {
    return this.#ask(`/v1/models/${modelId}`, { method: 'POST', body });
  }

  async accepted(body: unknown): Promise<string> {
    return String(jsonOf(await this.submit(body))['request_id']);
  }

  status(requestId: string): Promise<Seen> {
    return this.#ask(`/v1/requests/${requestId}/status`);
  }

  result(requestId: string, query = ''): Promise<Seen> {
    return this.#ask(`/v1/requests/${requestId}/result${query}`);
  }

  cancel(requestId: string): Promise<Seen> {
    return this.#ask(`/v1/requests/${requestId}/cancel`, { method: 'POST' });
  }

  catalogue(path = `/${modelId}`): Promise<Seen> {
    return this.#ask(`/v1/models${path}`);
  }

  download(url: string): Promise<Seen> {
    return ask(url, { ...this.#question, token: null });
  }

  async links(requestId: string): Promise<readonly string[]> {
    const { output } = jsonOf(await this.result(requestId)) as { output?: { images?: string[] } };
    return output?.images ?? [];
  }

  #ask(path: string, question: Question = {}): Promise<Seen> {
    return ask(this.#service.apiUrl + path, { ...question, ...this.#question });
  }
}
