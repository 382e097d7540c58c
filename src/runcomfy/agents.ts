import { Agent, type Dispatcher } from 'undici';
import type { Opening } from './connector.ts';
import type { Network } from './network.ts';

type Use<Result> = (dispatcher: Dispatcher) => Promise<Result>;

/** An agent whose connections are let go as soon as nobody waits for them, also those that do not stand yet. */
export class UsedAgent {
  readonly #agent: Agent;
  readonly #opening: Opening;
  #users = 0;
  #onUnused: () => void = () => undefined;

  constructor(opening: Opening, options: Agent.Options) {
    this.#opening = opening;
    this.#agent = new Agent({ ...options, allowH2: false, connect: opening.connect });
  }

  async use<Result>(use: Use<Result>): Promise<Result> {
    this.#users += 1;
    try {
      return await use(this.#agent);
    } finally {
      this.#users -= 1;
      if (this.#users === 0) {
        this.#opening.giveUp();
        this.#onUnused();
      }
    }
  }

  /** What was not sent yet never is. */
  giveUp(): void {
    this.#opening.giveUp();
  }

  /** What is on its way still comes: an agent of undici that was told to close could no longer be destroyed. */
  async retire(): Promise<void> {
    if (this.#users > 0) {
      await new Promise<void>((resolve) => {
        this.#onUnused = resolve;
      });
    }
    await this.destroy();
  }

  async destroy(): Promise<void> {
    this.#opening.giveUp();
    await this.#agent.destroy();
  }
}

/** Keeps connections for as long as the network is set up as it was when they were made. */
export class ReadAgent {
  readonly #network: () => Network;
  readonly #create: () => UsedAgent;
  /** The one in use, and earlier ones through which something still comes. */
  readonly #agents = new Set<UsedAgent>();
  #made: { readonly agent: UsedAgent; readonly network: string } | null = null;

  constructor(network: () => Network, create: () => UsedAgent) {
    this.#network = network;
    this.#create = create;
  }

  use<Result>(use: Use<Result>): Promise<Result> {
    return this.#current().use(use);
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#agents].map((agent) => agent.destroy()));
  }

  #current(): UsedAgent {
    const network = JSON.stringify(this.#network());
    if (this.#made?.network !== network) {
      void this.#retire(this.#made?.agent);
      this.#made = { agent: this.#create(), network };
      this.#agents.add(this.#made.agent);
    }
    return this.#made.agent;
  }

  async #retire(agent: UsedAgent | undefined): Promise<void> {
    if (agent !== undefined) {
      await agent.retire();
      this.#agents.delete(agent);
    }
  }
}
