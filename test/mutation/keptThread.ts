import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolOptions, PoolWorker, WorkerRequest } from 'vitest/node';

type Listener = (argument: unknown) => void;
type Event = 'message' | 'error' | 'exit';

/** The thread of this process; each run of tests has it for a while. */
let kept: Worker | null = null;
let users = 0;

/**
 * A thread that is not ended with a run of tests. Thousands of mutants are each a run; a fresh thread for each, which
 * loads all packages anew, would be most of the work.
 */
export class KeptThread implements PoolWorker {
  readonly name = 'kept';
  readonly #entry: string;
  readonly #options: Pick<PoolOptions, 'env' | 'execArgv'>;
  readonly #listeners: [Event, Listener][] = [];
  #isNew = false;
  #config: Extract<WorkerRequest, { type: 'start' }>['context']['config'] | null = null;

  constructor({ distPath, env, execArgv }: PoolOptions) {
    this.#entry = join(distPath, 'workers', 'threads.js');
    this.#options = { env, execArgv };
  }

  start(): Promise<void> {
    this.#isNew = kept === null;
    kept ??= new Worker(this.#entry, { ...this.#options, env: this.#options.env as NodeJS.ProcessEnv });
    users++;
    kept.ref();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    for (const [event, listener] of this.#listeners) {
      kept?.off(event, listener);
    }
    this.#listeners.length = 0;
    // It keeps no process from its end.
    users--;
    if (users === 0) {
      kept?.unref();
    }
    return Promise.resolve();
  }

  /** The thread is started once, and hears with each run what is new in the configuration. */
  send(message: WorkerRequest): void {
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- besides requests, answers come this way, which are of no such type: the default passes both on
    switch (message.type) {
      case 'start':
        this.#config = message.context.config;
        if (this.#isNew) {
          kept?.postMessage(message);
        } else {
          this.#answer('started');
        }
        return;
      case 'run':
        kept?.postMessage({ ...message, context: { ...message.context, config: this.#config } });
        return;
      case 'stop':
        this.#answer('stopped');
        return;
      // Answers to what the thread asked for come this way too, and are of no such type.
      default:
        kept?.postMessage(message);
    }
  }

  on(event: string, listener: Listener): void {
    this.#listeners.push([event as Event, listener]);
    kept?.on(event as Event, listener);
  }

  off(event: string, listener: Listener): void {
    kept?.off(event as Event, listener);
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  #answer(type: 'started' | 'stopped'): void {
    const answer = { type, __vitest_worker_response__: true };
    for (const [event, listener] of [...this.#listeners]) {
      if (event === 'message') {
        listener(answer);
      }
    }
  }
}
