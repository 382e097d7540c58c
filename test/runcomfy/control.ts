import * as z from 'zod';
import { armedSchema, ledgerEntrySchema, logEntrySchema, type Control } from './controlShapes.ts';

const replySchema = z.union([z.strictObject({ result: z.unknown() }), z.strictObject({ error: z.string() })]);

/** The control interface of a local RunComfy that runs in another process. */
export function connectControl(controlUrl: string): Control {
  const call = async <Result>(
    name: keyof Control,
    body: object,
    result: z.ZodType<Result>,
  ): Promise<Result> => {
    const response = await fetch(`${controlUrl}/${name}`, { method: 'POST', body: JSON.stringify(body) });
    const reply = replySchema.parse(await response.json());
    if ('error' in reply) throw new Error(reply.error);
    return result.parse(reply.result);
  };
  const nothing = z.null().transform(() => undefined);
  return {
    arm: (arming) => call('arm', arming, z.string()),
    disarm: (which = {}) => call('disarm', which, nothing),
    armed: () => call('armed', {}, z.array(armedSchema)),
    configure: (changes) => call('configure', changes, nothing),
    hold: (hold) => call('hold', hold, nothing),
    release: (release = {}) => call('release', release, nothing),
    ledger: () => call('ledger', {}, z.array(ledgerEntrySchema)),
    log: () => call('log', {}, z.array(logEntrySchema)),
    waitForRequest: (wait) => call('waitForRequest', wait, z.array(logEntrySchema)),
    waitForJob: (wait) => call('waitForJob', wait, z.array(ledgerEntrySchema)),
    reset: () => call('reset', {}, nothing),
  };
}
