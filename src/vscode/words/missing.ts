import { l10n } from 'vscode';
import type { Obstacle } from '../../documents/missing/findMissing.ts';
import type { FailureKind } from '../../failure.ts';
import { pausedSentence, sentence, unknownSentence, type FailureAction } from './failures.ts';
import type { Message } from './message.ts';

/** Rows of a list are searched as a whole: a text of thousands of characters stops the editor. */
const longestLabel = 100;

export function label(altText: string, name: string): string {
  if (altText === '') {
    return name;
  }
  return altText.length > longestLabel ? `${altText.slice(0, longestLabel - 1).trimEnd()}…` : altText;
}

export function pickTitle(count: number, price: string | null): string {
  const images =
    count === 1 ? l10n.t('Generate 1 missing image') : l10n.t('Generate {0} missing images', count);
  return price === null ? images : `${images}, ${price}`;
}

export function namedIn(folder: string): string {
  return l10n.t('gets a name in {0}', folder);
}

export function namedByUs(): string {
  return l10n.t('gets a name');
}

export function obstacle(why: Obstacle | 'underway'): string {
  switch (why) {
    case 'outside':
      return l10n.t('The link leads out of the workspace.');
    case 'format':
      return l10n.t('Images are PNG, JPEG or WebP, as far as the document can show them.');
    case 'noAltText':
      return l10n.t('The link has no alternative text that says what to generate.');
    case 'underway':
      return l10n.t('It is ordered already. The gallery shows how far it is.');
  }
}

export function nothingMissing(document: string | null): Message {
  return {
    severity: 'information',
    text:
      document === null
        ? l10n.t('No image is missing there.')
        : l10n.t('No image is missing in {0}.', document),
    actions: [],
  };
}

export function noDocument(): Message {
  return {
    severity: 'information',
    text: l10n.t('There is no document in front whose images could be missing. Open one.'),
    actions: [],
  };
}

export function noLongerMissing(): Message {
  return {
    severity: 'information',
    text: l10n.t('The image is no longer missing, or it is ordered already. Nothing was ordered.'),
    actions: [],
  };
}

/** Why pictures of an order did not come, as far as it is known. */
export interface Trouble {
  readonly subject: string;
  readonly outcome: 'ended' | 'paused' | 'unknown';
  readonly kind: FailureKind;
}

export function trouble({ subject, outcome, kind }: Trouble): string {
  switch (outcome) {
    case 'ended':
      return `${subject} ${sentence(kind)}`;
    case 'paused':
      return `${subject} ${pausedSentence(kind)}`;
    case 'unknown':
      return `${subject} ${unknownSentence(kind)}`;
  }
}

export type SummaryAction = Extract<FailureAction, 'addCredit' | 'setToken' | 'tryAgain'> | 'showGallery';

export function summaryActions(ids: readonly SummaryAction[]): Message<SummaryAction>['actions'] {
  const titles: Record<SummaryAction, () => string> = {
    addCredit: () => l10n.t('Add Credit'),
    setToken: () => l10n.t('Set Token'),
    tryAgain: () => l10n.t('Try Again'),
    showGallery: () => l10n.t('Open Gallery'),
  };
  return ids.map((id) => ({ id, title: titles[id]() }));
}

export function inPlace(done: number, count: number): string {
  if (done < count) {
    return l10n.t('{0} of {1} images are in place.', done, count);
  }
  return count === 1 ? l10n.t('The image is in place.') : l10n.t('{0} images are in place.', count);
}
