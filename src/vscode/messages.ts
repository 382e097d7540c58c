import { l10n, window } from 'vscode';
import type { NotInserted } from '../delivery/insertPictures.ts';
import type { FailureKind } from '../failure.ts';
import type { Phase } from '../generation/outcome.ts';

/** A sentence and the steps that it offers; an action's id is what its button is asked for by. */
export interface Message<Action extends string = never> {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly actions: readonly { readonly id: Action; readonly title: string }[];
}

/** Shows a message; resolves with what was chosen, or null when it was closed. */
export async function show<Action extends string>(message: Message<Action>): Promise<Action | null> {
  const titles = message.actions.map(({ title }) => title);
  const shown = {
    information: window.showInformationMessage,
    warning: window.showWarningMessage,
    error: window.showErrorMessage,
  }[message.severity];
  const chosen = await shown(message.text, ...titles);
  return message.actions.find(({ title }) => title === chosen)?.id ?? null;
}

export type FailureAction = 'setToken' | 'addCredit' | 'showLog' | 'tryAgain' | 'keepWaiting';

const actions = {
  setToken: () => ({ id: 'setToken', title: l10n.t('Set Token') }) as const,
  addCredit: () => ({ id: 'addCredit', title: l10n.t('Add Credit') }) as const,
  showLog: () => ({ id: 'showLog', title: l10n.t('Show Log') }) as const,
  tryAgain: () => ({ id: 'tryAgain', title: l10n.t('Try Again') }) as const,
  keepWaiting: () => ({ id: 'keepWaiting', title: l10n.t('Keep Waiting') }) as const,
};

/** What happened, for each kind of failure: the one place where it has words. */
function sentence(kind: FailureKind): string {
  switch (kind) {
    case 'tokenRefused':
      return l10n.t('RunComfy did not accept the API token.');
    case 'noCredit':
      return l10n.t('Your RunComfy account has no credit left.');
    case 'forbidden':
      return l10n.t('RunComfy does not let this account do that. The token may belong to another account.');
    case 'modelUnavailable':
      return l10n.t('RunComfy does not offer this model at the moment.');
    case 'inputRefused':
      return l10n.t(
        'RunComfy did not accept the request. Its prompt or one of its settings may not suit the model.',
      );
    case 'rateLimited':
      return l10n.t('RunComfy has too many requests from this account at the moment.');
    case 'unreachable':
      return l10n.t('RunComfy cannot be reached. Check your connection and the address in the settings.');
    case 'connectionLost':
      return l10n.t('The connection to RunComfy broke.');
    case 'timedOut':
      return l10n.t('RunComfy did not answer in time.');
    case 'serviceFailure':
      return l10n.t('RunComfy has a fault at the moment.');
    case 'unreadableAnswer':
      return l10n.t('RunComfy gave an answer that cannot be understood.');
    case 'requestUnknown':
      return l10n.t(
        'RunComfy does not know the request. The token may belong to another account, or the request has expired.',
      );
    case 'interrupted':
      return l10n.t('VS Code was closed while the request was being sent.');
    case 'stillRunning':
      return l10n.t('The image is taking longer than expected.');
    case 'jobFailed':
      return l10n.t('RunComfy could not generate the image. What a failed request costs is not known.');
    case 'noPicture':
      return l10n.t('RunComfy finished the request without an image. The prompt may have been refused.');
    case 'pictureElsewhere':
      return l10n.t('RunComfy named an address for the image that is not its own, so it was not opened.');
    case 'pictureUnavailable':
      return l10n.t('The image is no longer at the address that RunComfy named.');
    case 'pictureUnusable':
      return l10n.t('What came from RunComfy is not a whole image.');
    case 'pictureTooLarge':
      return l10n.t('The image is larger than 32 megabytes or 32 megapixels.');
    case 'notStored':
      return l10n.t('The image could not be stored on this computer. Its disk may be full.');
  }
}

const accountFailures: ReadonlySet<FailureKind> = new Set(['tokenRefused', 'forbidden', 'requestUnknown']);

/** It certainly was not taken, or the service says that it failed. Trying again is a new order. */
export function endedWithoutPicture(kind: FailureKind, prompts: readonly string[]): Message<FailureAction> {
  const mend = accountFailures.has(kind)
    ? [actions.setToken()]
    : kind === 'noCredit'
      ? [actions.addCredit()]
      : [];
  return {
    severity: 'error',
    text: `${subject(prompts)} ${sentence(kind)}`,
    actions: [...mend, actions.tryAgain(), actions.showLog()],
  };
}

/** The service has the job, but it cannot be followed now. Nothing is lost. */
export function pausedForNow(kind: FailureKind, prompts: readonly string[]): Message<FailureAction> {
  const mend = accountFailures.has(kind) ? [actions.setToken()] : [];
  const goOn = kind === 'stillRunning' ? actions.keepWaiting() : actions.tryAgain();
  return {
    severity: 'warning',
    text: `${subject(prompts)} ${sentence(kind)} ${l10n.t('The request is kept, and will be continued.')}`,
    actions: [...mend, goOn, actions.showLog()],
  };
}

export type UnknownAction = 'openRunComfy' | 'submitAgain';

export function outcomeUnknown(kind: FailureKind, prompts: readonly string[]): Message<UnknownAction> {
  return {
    severity: 'warning',
    text: l10n.t({
      message:
        '{0} {1} It is not known whether RunComfy received the request; it may be paid for. Look there before you submit it again.',
      args: [subject(prompts), sentence(kind)],
      comment: [
        '{0} names the image by its prompt, with a colon. {1} is a sentence that says what happened.',
      ],
    }),
    actions: [
      { id: 'openRunComfy', title: l10n.t('Open RunComfy') },
      { id: 'submitAgain', title: l10n.t('Submit Again') },
    ],
  };
}

export type NotSentAction = 'sendNow' | 'discard';

export function notSent(prompts: readonly string[]): Message<NotSentAction> {
  return {
    severity: 'information',
    text: `${subject(prompts)} ${l10n.t('It was not sent before VS Code was closed. Nothing was paid.')}`,
    actions: [
      { id: 'sendNow', title: l10n.t('Send Now') },
      { id: 'discard', title: l10n.t('Discard') },
    ],
  };
}

export type NotInsertedAction = 'insertHere' | 'saveAs';

export type NotInsertedReason = NotInserted | 'noEditor';

export function notInserted(why: NotInsertedReason, prompt: string): Message<NotInsertedAction> {
  return {
    severity: 'warning',
    text: `${subject([prompt])} ${reasonNotInserted(why)} ${l10n.t('The image is kept.')}`,
    actions: [
      { id: 'insertHere', title: l10n.t('Insert at Cursor') },
      { id: 'saveAs', title: l10n.t('Save As…') },
    ],
  };
}

function reasonNotInserted(why: NotInsertedReason): string {
  switch (why) {
    case 'documentGone':
      return l10n.t('The document that the image belongs to is gone.');
    case 'placeGone':
      return l10n.t('The text that the image belongs to is no longer in the document.');
    case 'noEditor':
      return l10n.t('There is no document open that it could go into.');
    case 'notEditable':
      return l10n.t('The image could not be saved, or its document cannot be edited.');
  }
}

export function insertedUnseen(document: string): Message<'show'> {
  return {
    severity: 'information',
    text: l10n.t('The image was inserted in {0}.', document),
    actions: [{ id: 'show', title: l10n.t('Show') }],
  };
}

export function notRecorded(): Message<'showLog'> {
  return {
    severity: 'error',
    text: l10n.t(
      'The image was not ordered, because this computer did not store its record. Nothing was paid. Make room on the disk, then generate it again.',
    ),
    actions: [actions.showLog()],
  };
}

/** What became of a cancel. Only what the service has said. */
export function cancelled(counts: {
  readonly cancelled: number;
  readonly tooLate: number;
  readonly unknown: number;
}): Message {
  const sentences: string[] = [];
  if (counts.cancelled > 0) {
    sentences.push(
      counts.cancelled === 1
        ? l10n.t('Generation cancelled.')
        : l10n.t('{0} generations cancelled.', counts.cancelled),
    );
  }
  if (counts.tooLate > 0) {
    sentences.push(
      counts.tooLate === 1
        ? l10n.t('It was too late to cancel: the image is being made, and will be inserted.')
        : l10n.t(
            'It was too late to cancel {0} images: they are being made, and will be inserted.',
            counts.tooLate,
          ),
    );
  }
  if (counts.unknown > 0) {
    sentences.push(
      l10n.t(
        'It is not known whether RunComfy cancelled the request. If an image comes, it will be inserted.',
      ),
    );
  }
  return { severity: counts.unknown > 0 ? 'warning' : 'information', text: sentences.join(' '), actions: [] };
}

/** The text of a progress notification: where one generation is, or how far several are. */
export function progressText(phases: readonly Phase[], ended: number): string {
  const count = phases.length + ended;
  if (count === 1) {
    return phases[0] === undefined ? l10n.t('Inserting…') : phaseText(phases[0]);
  }
  const running = phases.filter(({ phase }) => phase === 'running' || phase === 'downloading').length;
  return ended === count
    ? l10n.t('Inserting {0} images…', count)
    : l10n.t('{0} of {1} ready, {2} generating, {3} waiting', ended, count, running, phases.length - running);
}

function phaseText(phase: Phase): string {
  switch (phase.phase) {
    case 'waiting':
      return l10n.t('Waiting for other images…');
    case 'sending':
      return l10n.t('Sending…');
    case 'queued':
      return phase.place === null || phase.place === 0
        ? l10n.t('In the queue…')
        : l10n.t('In the queue, place {0}…', phase.place);
    case 'running':
      return l10n.t('Generating…');
    case 'downloading':
      return l10n.t('Downloading…');
  }
}

/** Names images by their prompts: “A red fox in the…”: */
function subject(prompts: readonly string[]): string {
  const [first = ''] = prompts;
  const line = first.replaceAll(/\s+/g, ' ');
  const short = line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line;
  return prompts.length <= 1
    ? l10n.t({ message: '“{0}”:', args: [short], comment: ['{0} is the beginning of a prompt'] })
    : l10n.t({
        message: '“{0}” and {1} more:',
        args: [short, prompts.length - 1],
        comment: ['{0} is the beginning of a prompt'],
      });
}
