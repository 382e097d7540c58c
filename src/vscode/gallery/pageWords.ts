import { l10n } from 'vscode';
import type { PageWords } from '../../protocol.ts';

/** The page's own words, in the person's language. */
export function pageWords(): PageWords {
  return {
    title: l10n.t('Z-Image Gallery'),
    running: l10n.t('Generating'),
    matters: l10n.t('Needs Attention'),
    pictures: l10n.t('Images'),
    loadingMore: l10n.t('Loading more…'),
    empty: l10n.t('No images yet'),
    emptyHint: l10n.t('Select text in a document and choose “Generate Image from Selection”, or begin here.'),
    generate: l10n.t('Generate Image…'),
    copyImage: l10n.t('Copy Image'),
    elapsed: l10n.t('Elapsed time'),
    ready: l10n.t('Image ready:'),
  };
}
