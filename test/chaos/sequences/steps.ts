import type { Gate } from '../../runcomfy/job.ts';
import type { SwitchId } from '../../runcomfy/switches.ts';
import type { JobEndpoint } from '../../unit/outcomes/ending.ts';
import type { Plan } from '../injector/plan.ts';

/** How far an order has come when the next step begins, if it comes so far. */
export const stages = ['begun', 'recorded', 'sent', 'read', 'fetched', 'ended'] as const;
export type Stage = (typeof stages)[number];

export const changes = [
  'edit above',
  'edit the text',
  'remove the text',
  'close',
  'rename',
  'move',
  'delete',
] as const;

/** What happens next: something that a person does, or something that breaks. Numbers choose among what there is then. */
export type Step =
  | { readonly step: 'insert'; readonly count: number; readonly newDocument: boolean; readonly until: Stage }
  | { readonly step: 'gallery'; readonly newDocument: boolean; readonly until: Stage }
  | { readonly step: 'switch'; readonly id: SwitchId; readonly endpoint: JobEndpoint }
  | { readonly step: 'hold'; readonly at: Gate }
  | { readonly step: 'release' }
  | { readonly step: 'disk'; readonly plan: Plan }
  | { readonly step: 'kill' }
  | { readonly step: 'reload' }
  | { readonly step: 'cancel'; readonly how: 'order' | 'one' | 'all' | 'twice' }
  | { readonly step: 'document'; readonly change: (typeof changes)[number]; readonly pick: number }
  | { readonly step: 'press'; readonly pick: number }
  | { readonly step: 'token'; readonly which: 'other' | 'revoked' | 'back' }
  | { readonly step: 'clock'; readonly minutes: number };

/** A sequence, and how the person comes back when all is well again. */
export interface Sequence {
  readonly steps: readonly Step[];
  /** Whether what runs may end first, and how VS Code starts anew then. */
  readonly healing: { readonly patient: boolean; readonly by: 'kill' | 'reload' };
}

export function described(step: Step): string {
  switch (step.step) {
    case 'insert':
      return `insert ${step.count} ${step.newDocument ? 'in a new document' : 'there'} until ${step.until}`;
    case 'gallery':
      return `gallery until ${step.until}`;
    case 'switch':
      return `${step.id} on ${step.endpoint}`;
    case 'hold':
      return `hold ${step.at}`;
    case 'disk':
      return `disk ${JSON.stringify(step.plan)}`;
    case 'cancel':
      return `cancel ${step.how}`;
    case 'document':
      return step.change;
    case 'press':
      return `press ${step.pick}`;
    case 'token':
      return `token ${step.which}`;
    case 'clock':
      return `clock ${step.minutes} min`;
    case 'release':
    case 'kill':
    case 'reload':
      return step.step;
  }
}
