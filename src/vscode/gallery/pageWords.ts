import { l10n } from 'vscode';
import type { FindWords, PageWords, SelectWords, ViewWords } from '../../protocol.ts';

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
    today: l10n.t('Today'),
    yesterday: l10n.t('Yesterday'),
    find: findWords(),
    select: selectWords(),
    view: viewWords(),
  };
}

function findWords(): FindWords {
  return {
    search: l10n.t('Search Prompts'),
    filters: l10n.t('Filters'),
    starred: l10n.t('Starred'),
    none: l10n.t('No images found'),
    clear: l10n.t('Clear Search'),
    saved: {
      name: l10n.t('Saved'),
      choices: [
        { value: 'any', title: l10n.t('Saved or not') },
        { value: 'yes', title: l10n.t('Saved') },
        { value: 'no', title: l10n.t('Not saved') },
      ],
    },
    shape: {
      name: l10n.t('Shape'),
      choices: [
        { value: 'any', title: l10n.t('Any shape') },
        { value: 'landscape', title: l10n.t('Landscape') },
        { value: 'portrait', title: l10n.t('Portrait') },
        { value: 'square', title: l10n.t('Square') },
      ],
    },
    period: {
      name: l10n.t('Date'),
      choices: [
        { value: 'any', title: l10n.t('Any time') },
        { value: 'today', title: l10n.t('Today') },
        { value: 'week', title: l10n.t('Last 7 days') },
        { value: 'month', title: l10n.t('Last 30 days') },
      ],
    },
    model: { name: l10n.t('Model'), every: l10n.t('Any model') },
  };
}

function selectWords(): SelectWords {
  return {
    select: l10n.t('Select'),
    selected: l10n.t('{0} selected'),
    all: l10n.t('Select All'),
    none: l10n.t('Clear Selection'),
    compare: l10n.t('Compare'),
    copied: l10n.t('Copied. Paste into a document.'),
    tooMany: l10n.t('At most {0} images can be copied at once.'),
    choices: [
      { action: 'save', title: l10n.t('Save to Workspace') },
      { action: 'insert', title: l10n.t('Insert into Document') },
      { action: 'copyLinks', title: l10n.t('Copy Links') },
      { action: 'export', title: l10n.t('Export…') },
      { action: 'star', title: l10n.t('Star') },
      { action: 'delete', title: l10n.t('Delete') },
    ],
  };
}

function viewWords(): ViewWords {
  return {
    view: l10n.t('View Large'),
    compare: l10n.t('Compare Images'),
    previous: l10n.t('Previous Image'),
    next: l10n.t('Next Image'),
    close: l10n.t('Close'),
    place: l10n.t('{0} of {1}'),
    differs: l10n.t('Differs:'),
    variations: l10n.t('Variations'),
  };
}
