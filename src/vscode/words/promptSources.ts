import { l10n } from 'vscode';
import type { PromptSource } from '../../prompt/sources/promptSource.ts';
import { shortened } from './message.ts';

export function promptSourceTitle(source: PromptSource): string {
  switch (source.kind) {
    case 'caption':
      return l10n.t('Caption');
    case 'comment':
      return l10n.t('Comment');
    case 'string':
      return l10n.t('String');
    case 'line':
      return l10n.t('Line');
    case 'paragraph':
      return l10n.t('Paragraph');
    case 'section':
      return l10n.t('Section “{0}”', shortened(source.heading));
    case 'document':
      return l10n.t('Whole Document');
  }
}
