import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import {
  armingSchema,
  changesSchema,
  disarmSchema,
  holdSchema,
  jobWaitSchema,
  releaseSchema,
  requestWaitSchema,
  type Control,
} from './controlShapes.ts';
import { deliver } from './delivery.ts';
import { json } from './replies.ts';
import { parsedJson, readBody } from './requestBody.ts';

type Call = (control: Control, body: unknown) => Promise<unknown>;

/** Each call is a POST of JSON to a path of its name. */
const calls: Readonly<Record<keyof Control, Call>> = {
  arm: async (control, body) => control.arm(armingSchema.parse(body)),
  disarm: async (control, body) => control.disarm(disarmSchema.parse(body)),
  armed: (control) => control.armed(),
  configure: async (control, body) => control.configure(changesSchema.parse(body)),
  hold: async (control, body) => control.hold(holdSchema.parse(body)),
  release: async (control, body) => control.release(releaseSchema.parse(body)),
  ledger: (control) => control.ledger(),
  log: (control) => control.log(),
  waitForRequest: async (control, body) => control.waitForRequest(requestWaitSchema.parse(body)),
  waitForJob: async (control, body) => control.waitForJob(jobWaitSchema.parse(body)),
  reset: (control) => control.reset(),
};

export async function serveControl(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const name = (request.url ?? '/').slice(1);
  const call = Object.entries(calls).find(([each]) => each === name)?.[1];
  if (request.method !== 'POST' || call === undefined) {
    await deliver(response, json(404, { error: `POST to one of: ${Object.keys(calls).join(', ')}` }));
    return;
  }
  const sent = body.kind === 'text' && body.text !== '' ? parsedJson(body.text) : {};
  const reply = await call(control, sent).then(
    (result) => json(200, { result: result ?? null }),
    (error: unknown) => json(400, { error: inWords(error) }),
  );
  await deliver(response, reply);
}

function inWords(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}
