import { until } from '../../launch/until.ts';
import { changeDocument, order } from './documents.ts';
import { cancel, pressSomething, useToken } from './person.ts';
import type { Scene } from './scene.ts';
import type { Stage, Step } from './steps.ts';

/** An order that does not come so far is not waited for longer: something may hold it. */
const patience = 2500;

type Plan = Extract<Step, { step: 'disk' }>['plan'];

/** Carries out the steps of a sequence, one after the other. Gives back whether a step could be done at all. */
export class Play {
  readonly #scene: Scene;
  #plan: Plan = { fault: 'none' };
  #clockIsRight = true;
  /** The extension host of the last step. */
  #process: number;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#process = scene.host.process;
  }

  async perform(step: Step): Promise<boolean> {
    await this.awake();
    try {
      return await this.#do(step);
    } catch (error) {
      await this.#unlessDead(error);
      return true;
    }
  }

  /** What fails because the extension host died in its midst is no fault of the step. Its end may be seen a moment later. */
  async #unlessDead(error: unknown): Promise<void> {
    const { host } = this.#scene;
    await until(
      'its end',
      () => (host.process !== this.#process || !host.isAlive ? true : undefined),
      3000,
    ).catch(() => {
      throw error;
    });
  }

  /** An extension host that died of a fault is waited for. */
  async awake(): Promise<void> {
    const { host } = this.#scene;
    if (!host.isAlive || host.process !== this.#process) {
      this.#scene.excuse('killed');
      this.#scene.noteInterrupted(['intended', 'submitting']);
      this.#clockIsRight = true;
      this.#scene.noteFired(this.#plan);
      this.#plan = { fault: 'none' };
      await host.revive(this.#process);
      this.#process = host.process;
    }
  }

  /** Faults off, the service released, its first tokens; the person's own token is dealt with later. */
  async endFaults(): Promise<void> {
    const { host, promptIncludes } = this.#scene;
    await this.perform({ step: 'disk', plan: { fault: 'none' } });
    await this.awake();
    await host.runcomfy.disarm();
    await host.runcomfy.release({ promptIncludes });
    await useToken(this.#scene, 'valid');
    if (!this.#clockIsRight) {
      await host.ask({ wish: 'clock', ahead: 0 });
    }
  }

  /** An order that was only begun is put down a moment later, unless its extension host died of something. */
  async ordersCome(): Promise<void> {
    for (const { prompts } of this.#scene.orders) {
      await this.#reach(prompts, 'recorded');
    }
  }

  async #do(step: Step): Promise<boolean> {
    const { host, promptIncludes } = this.#scene;
    switch (step.step) {
      case 'insert':
      case 'gallery': {
        const placed = await order(this.#scene, step);
        if (this.#plan.fault !== 'none') {
          placed.excuse = 'the disk';
        }
        await this.#reach(placed.prompts, step.until);
        return true;
      }
      case 'switch':
        await host.runcomfy.arm({ switch: step.id, endpoint: step.endpoint, promptIncludes, next: 1 });
        return true;
      case 'hold':
        await host.runcomfy.hold({ at: step.at, promptIncludes });
        return true;
      case 'release':
        await host.runcomfy.release({ promptIncludes });
        return true;
      case 'disk':
        this.#scene.noteFired(this.#plan);
        await host.plan(step.plan);
        this.#plan = step.plan;
        if (step.plan.fault !== 'none') {
          this.#scene.excuse('the disk');
        }
        return true;
      case 'kill':
        await this.#restart('kill');
        return true;
      case 'reload':
        await this.#restart('reload');
        return true;
      case 'cancel':
        return cancel(this.#scene, step.how);
      case 'document':
        return changeDocument(this.#scene, step);
      case 'press':
        return pressSomething(this.#scene, step.pick);
      case 'token':
        await useToken(this.#scene, step.which);
        return true;
      case 'clock':
        await host.ask({ wish: 'clock', ahead: step.minutes * 60_000 });
        this.#clockIsRight = false;
        return true;
    }
  }

  /** A plan of faults dies with its extension host. */
  async #restart(by: 'kill' | 'reload'): Promise<void> {
    const { host } = this.#scene;
    this.#scene.excuse(by);
    this.#scene.noteFired(this.#plan);
    this.#plan = { fault: 'none' };
    this.#clockIsRight = true;
    this.#scene.note(by);
    if (by === 'reload') {
      await host.ask({ wish: 'save' });
      await host.reload();
      // What was being sent may have been answered before the window closed.
      this.#scene.noteInterrupted(['intended']);
    } else {
      host.kill();
      this.#scene.noteInterrupted(['intended', 'submitting']);
      await host.revive(this.#process);
    }
    this.#process = host.process;
  }

  async #reach(prompts: readonly string[], stage: Stage): Promise<void> {
    if (stage !== 'begun') {
      const { host } = this.#scene;
      const come = async (): Promise<true | undefined> =>
        !host.isAlive || (await this.#hasCome(prompts, stage)) ? true : undefined;
      await until(stage, come, patience).catch(() => undefined);
    }
  }

  async #hasCome(prompts: readonly string[], stage: Stage): Promise<boolean> {
    const records = this.#scene.records().filter(({ request }) => prompts.includes(request.prompt));
    const requests = (await this.#scene.log()).filter(
      ({ prompt }) => prompt !== null && prompts.includes(prompt),
    );
    const asked = (...endpoints: readonly string[]): boolean =>
      requests.some(({ endpoint }) => endpoint !== null && endpoints.includes(endpoint));
    switch (stage) {
      case 'begun':
        return true;
      case 'recorded':
        return records.length > 0;
      case 'sent':
        return asked('submit');
      case 'read':
        return asked('status', 'result');
      case 'fetched':
        return asked('download');
      case 'ended':
        return (
          records.length > 0 &&
          records.every(
            ({ state, paused }) =>
              paused !== null || !['intended', 'submitting', 'accepted', 'finished'].includes(state.step),
          )
        );
    }
  }
}
