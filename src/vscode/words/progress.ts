import { l10n } from 'vscode';
import type { Phase } from '../../generation/outcome.ts';
import { sentence } from './failures.ts';
import type { Message } from './message.ts';

/** What became of cancelling several, as far as the service has said. */
export interface CancelCounts {
  readonly cancelled: number;
  readonly tooLate: number;
  readonly unknown: number;
}

/** What became of a cancel. Only what the service has said. */
export function cancelled(counts: CancelCounts, inserts: boolean): Message {
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
        ? inserts
          ? l10n.t('It was too late to cancel: the image is being made, and will be inserted.')
          : l10n.t('It was too late to cancel: the image is being made, and will be in the gallery.')
        : l10n.t(
            'It was too late to cancel {0} images: they are being made, and will be kept.',
            counts.tooLate,
          ),
    );
  }
  if (counts.unknown > 0) {
    sentences.push(
      l10n.t('It is not known whether RunComfy cancelled the request. If an image comes, it will be kept.'),
    );
  }
  return { severity: counts.unknown > 0 ? 'warning' : 'information', text: sentences.join(' '), actions: [] };
}

/** The text of a progress notification: where one generation is, or how far several are. */
export function progressText(phases: readonly Phase[], ended: number, inserts: boolean): string {
  const count = phases.length + ended;
  if (ended === count && !inserts) {
    return l10n.t('Ready');
  }
  if (count === 1) {
    return phases[0] === undefined ? l10n.t('Inserting…') : phaseText(phases[0]);
  }
  const running = phases.filter(({ phase }) => phase === 'running' || phase === 'downloading').length;
  return ended === count
    ? l10n.t('Inserting {0} images…', count)
    : l10n.t('{0} of {1} ready, {2} generating, {3} waiting', ended, count, running, phases.length - running);
}

/** Where one generation is. */
export function phaseText(phase: Phase): string {
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
    case 'troubled':
      return `${sentence(phase.kind)} ${l10n.t('Trying again…')}`;
    case 'downloading':
      return l10n.t('Downloading…');
  }
}
