import * as z from 'zod';
import { gates, jobStates } from './job.ts';
import { endings } from './replies.ts';
import { endpoints } from './switches/switch.ts';
import { switchIds } from './switches.ts';

/** What crosses the control port, parsed on both sides. */

/** Names jobs; without any of these, all of them. */
const jobMatchSchema = z.strictObject({
  requestId: z.string().optional(),
  prompt: z.string().optional(),
  promptIncludes: z.string().optional(),
});
export type JobMatch = z.infer<typeof jobMatchSchema>;

export const armingSchema = jobMatchSchema.extend({
  switch: z.enum(switchIds),
  /** For a switch that reaches several. */
  endpoint: z.enum(endpoints).optional(),
  /** For downloads: the picture's place among the job's, from 0. */
  index: z.int().nonnegative().optional(),
  /** How many of the next requests that match; without it and `share`, all until disarmed. */
  next: z.int().positive().optional(),
  /** The share of requests that match, from 0 to 1. */
  share: z.number().min(0).max(1).optional(),
});
export type Arming = z.infer<typeof armingSchema>;

export const armedSchema = z.strictObject({
  id: z.string(),
  arming: armingSchema,
  left: z.number().nullable(),
  fired: z.number(),
});
export type Armed = z.infer<typeof armedSchema>;

export const disarmSchema = z.strictObject({
  id: z.string().optional(),
  switch: z.enum(switchIds).optional(),
});
export type Disarm = z.infer<typeof disarmSchema>;

const durationsSchema = z.strictObject({
  typicalMilliseconds: z.number().nonnegative(),
  spread: z.number().min(0).max(1),
  coldStartShare: z.number().min(0).max(1),
  coldStartMilliseconds: z.number().nonnegative(),
});

const configurationSchema = z.strictObject({
  workers: z.int().nonnegative(),
  durations: durationsSchema,
  /** Accounts by name, each with its token. */
  tokens: z.record(z.string(), z.string()),
  accountsWithoutBalance: z.array(z.string()),
  catalogueNeedsToken: z.boolean(),
  priceUsd: z.number().nonnegative(),
  retryAfterSeconds: z.int().nonnegative(),
  /** Of the durations and of each armed share. */
  seed: z.int(),
});
export type Configuration = z.infer<typeof configurationSchema>;
export const changesSchema = configurationSchema.partial();
export type ConfigurationChanges = z.infer<typeof changesSchema>;

export const holdSchema = jobMatchSchema.extend({ at: z.enum(gates) });
export type Hold = z.infer<typeof holdSchema>;
export const releaseSchema = jobMatchSchema.extend({ at: z.enum(gates).optional() });
export type Release = z.infer<typeof releaseSchema>;

export const ledgerEntrySchema = z.strictObject({
  requestId: z.string(),
  account: z.string(),
  model: z.string(),
  /** As received, without defaults. */
  input: z.record(z.string(), z.unknown()),
  acceptedAt: z.string(),
  history: z.array(z.strictObject({ state: z.enum(jobStates), at: z.string() })),
  /** How the answer to the submit ended, as far as the server knows. */
  answer: z.enum(endings),
  answerStatus: z.number().nullable(),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export const logEntrySchema = z.strictObject({
  number: z.number(),
  at: z.string(),
  port: z.enum(['api', 'files']),
  method: z.string(),
  path: z.string(),
  endpoint: z.enum(endpoints).nullable(),
  requestId: z.string().nullable(),
  prompt: z.string().nullable(),
  pictureIndex: z.number().nullable(),
  account: z.string().nullable(),
  /** A token of any account was somewhere in the request: on the file port it never may be. */
  carriedToken: z.boolean(),
  unknownFields: z.array(z.string()),
  status: z.number().nullable(),
  fired: z.enum(switchIds).nullable(),
  ended: z.enum(endings),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

const patience = {
  /** How many must match; 1 by default. */
  count: z.int().positive().optional(),
  /** After so long the wait fails; 20 seconds by default. */
  timeoutMilliseconds: z.number().positive().optional(),
};

export const requestWaitSchema = z.strictObject({
  port: z.enum(['api', 'files']).optional(),
  endpoint: z.enum(endpoints).optional(),
  method: z.string().optional(),
  pathIncludes: z.string().optional(),
  requestId: z.string().optional(),
  prompt: z.string().optional(),
  promptIncludes: z.string().optional(),
  fired: z.enum(switchIds).optional(),
  status: z.number().optional(),
  /** `seen`: the request came, and what it does is done; `ended`: its answer is sent, cut or stalled. */
  stage: z.enum(['seen', 'ended']).optional(),
  /** Only requests with a higher number in the log. */
  after: z.number().optional(),
  ...patience,
});
export type RequestWait = z.infer<typeof requestWaitSchema>;

/** Waits until jobs have been in a state, now or earlier. */
export const jobWaitSchema = jobMatchSchema.extend({ state: z.enum(jobStates), ...patience });
export type JobWait = z.infer<typeof jobWaitSchema>;

export interface Control {
  /** Arms a switch and returns the arming's id. */
  arm(arming: Arming): Promise<string>;
  /** Without an id or a switch: everything. */
  disarm(which?: Disarm): Promise<void>;
  armed(): Promise<readonly Armed[]>;
  configure(changes: ConfigurationChanges): Promise<void>;
  /** From now on jobs that match stay at the gate. */
  hold(hold: Hold): Promise<void>;
  /** Lets jobs that match pass the gate where they stand (or `at`), and drops holds with the same match. */
  release(release?: Release): Promise<void>;
  ledger(): Promise<readonly LedgerEntry[]>;
  log(): Promise<readonly LogEntry[]>;
  waitForRequest(wait: RequestWait): Promise<readonly LogEntry[]>;
  waitForJob(wait: JobWait): Promise<readonly LedgerEntry[]>;
  /** As just started: no jobs, no ledger, no log, no holds, nothing armed, the first configuration. */
  reset(): Promise<void>;
}
