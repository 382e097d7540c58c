import { l10n } from 'vscode';
import type { FailureKind } from '../../failure.ts';
import { subject, type Message } from './message.ts';

export type FailureAction = 'setToken' | 'addCredit' | 'showLog' | 'tryAgain' | 'keepWaiting' | 'remove';

const actions = {
  setToken: () => ({ id: 'setToken', title: l10n.t('Set Token') }) as const,
  addCredit: () => ({ id: 'addCredit', title: l10n.t('Add Credit') }) as const,
  showLog: () => ({ id: 'showLog', title: l10n.t('Show Log') }) as const,
  tryAgain: () => ({ id: 'tryAgain', title: l10n.t('Try Again') }) as const,
  keepWaiting: () => ({ id: 'keepWaiting', title: l10n.t('Keep Waiting') }) as const,
  remove: () => ({ id: 'remove', title: l10n.t('Remove') }) as const,
};

/** What happened, for each kind of failure: the one place where it has words. */
export function sentence(kind: FailureKind): string {
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
    case 'notTrusted':
      return l10n.t(
        'The certificate of the connection to RunComfy is not trusted on this computer. Check the network settings (http.proxy, http.systemCertificates).',
      );
    case 'proxyRefused':
      return l10n.t(
        'The proxy did not let the connection to RunComfy through. Check the network settings (http.proxy, http.proxyAuthorization).',
      );
    case 'connectionLost':
      return l10n.t('The connection to RunComfy broke.');
    case 'timedOut':
      return l10n.t('RunComfy did not answer in time.');
    case 'serviceFailure':
      return l10n.t('RunComfy has a fault at the moment.');
    case 'unreadableAnswer':
      return l10n.t(
        'What came cannot be understood as an answer of RunComfy. Your network may want you to sign in first.',
      );
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
      return l10n.t('What was downloaded is not a whole image.');
    case 'pictureTooLarge':
      return l10n.t('The image is larger than 32 megabytes or 32 megapixels.');
    case 'notStored':
      return l10n.t('The image could not be stored on this computer. Its disk may be full.');
  }
}

const accountFailures: ReadonlySet<FailureKind> = new Set(['tokenRefused', 'forbidden', 'requestUnknown']);

export function needsAccount(kind: FailureKind): boolean {
  return accountFailures.has(kind);
}

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

/** The steps for a failure that stands in the gallery. */
export function stepsAfterFailure(kind: FailureKind): Message<FailureAction>['actions'] {
  return [...endedWithoutPicture(kind, []).actions, actions.remove()];
}

/** The service has the job, but it cannot be followed now. Nothing is lost. */
export function pausedForNow(kind: FailureKind, prompts: readonly string[]): Message<FailureAction> {
  const mend = accountFailures.has(kind) ? [actions.setToken()] : [];
  const goOn = kind === 'stillRunning' ? actions.keepWaiting() : actions.tryAgain();
  return {
    severity: 'warning',
    text: `${subject(prompts)} ${pausedSentence(kind)}`,
    actions: [...mend, goOn, actions.showLog()],
  };
}

export function pausedSentence(kind: FailureKind): string {
  return `${sentence(kind)} ${l10n.t('The request is kept, and will be continued.')}`;
}

export type UnknownAction = 'openRunComfy' | 'submitAgain' | 'dismiss';

/** Every step that a message about a job can offer. */
export type JobStep = FailureAction | UnknownAction | NotSentAction;

export function outcomeUnknown(kind: FailureKind, prompts: readonly string[]): Message<UnknownAction> {
  return {
    severity: 'warning',
    text: `${subject(prompts)} ${unknownSentence(kind)}`,
    actions: [
      { id: 'openRunComfy', title: l10n.t('Open RunComfy') },
      { id: 'submitAgain', title: l10n.t('Submit Again') },
      { id: 'dismiss', title: l10n.t('Dismiss') },
    ],
  };
}

export function unknownSentence(kind: FailureKind): string {
  return `${sentence(kind)} ${l10n.t('It is not known whether RunComfy received the request; it may be paid for. Look there before you submit it again.')}`;
}

export type NotSentAction = 'sendNow' | 'discard';

export function notSent(prompts: readonly string[]): Message<NotSentAction> {
  return {
    severity: 'information',
    text: `${subject(prompts)} ${notSentSentence()}`,
    actions: [
      { id: 'sendNow', title: l10n.t('Send Now') },
      { id: 'discard', title: l10n.t('Discard') },
    ],
  };
}

export function notSentSentence(): string {
  return l10n.t('It was not sent before VS Code was closed. Nothing was paid.');
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
