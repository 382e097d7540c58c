import type * as vscode from 'vscode';
import * as z from 'zod';
import type { ModelEntry } from '../models/modelEntry.ts';
import type { RunComfyClient } from '../runcomfy/client.ts';

const hours = 60 * 60 * 1000;
/** Prices change rarely, and are shown as 'about'. */
const freshFor = 24 * hours;
const patience = 5000;

const kept = z.object({
  readAt: z.number(),
  entry: z.object({ priceUsd: z.number().nonnegative().nullable(), priceUnit: z.string().nullable() }),
});

interface PricesTools {
  readonly memory: vscode.Memento;
  readonly client: (apiBaseUrl: URL) => RunComfyClient;
  readonly now: () => number;
}

/** What the catalogue says that a model costs, read once a day at most. */
export class Prices {
  readonly #tools: PricesTools;
  readonly #reading = new Map<string, Promise<ModelEntry | null>>();

  constructor(tools: PricesTools) {
    this.#tools = tools;
  }

  /** What was read last, at once; null where nothing was. */
  known(apiBaseUrl: URL, model: string): ModelEntry | null {
    return this.#kept(keyOf(apiBaseUrl, model))?.entry ?? null;
  }

  /** A fresh entry, or what was read last where there is none; null where nothing was ever read. */
  async get(apiBaseUrl: URL, model: string): Promise<ModelEntry | null> {
    const key = keyOf(apiBaseUrl, model);
    const last = this.#kept(key);
    if (last !== null && this.#tools.now() - last.readAt < freshFor) {
      return last.entry;
    }
    const reading = this.#reading.get(key) ?? this.#read(key, apiBaseUrl, model);
    this.#reading.set(key, reading);
    try {
      return (await reading) ?? last?.entry ?? null;
    } finally {
      this.#reading.delete(key);
    }
  }

  async #read(key: string, apiBaseUrl: URL, model: string): Promise<ModelEntry | null> {
    const signal = AbortSignal.timeout(patience);
    try {
      const reading = await this.#tools.client(apiBaseUrl).readModel(model, signal);
      if (reading.outcome !== 'read') {
        return null;
      }
      await this.#tools.memory.update(key, { readAt: this.#tools.now(), entry: reading.entry });
      return reading.entry;
    } catch (error) {
      if (signal.aborted) {
        return null;
      }
      throw error;
    }
  }

  #kept(key: string): z.infer<typeof kept> | null {
    return kept.safeParse(this.#tools.memory.get(key)).data ?? null;
  }
}

function keyOf(apiBaseUrl: URL, model: string): string {
  return `price ${apiBaseUrl.origin} ${model}`;
}
