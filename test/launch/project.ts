import { join } from 'node:path';

export const projectFolder = join(import.meta.dirname, '..', '..');

/** What `npm run package` makes. */
export const packagedExtension = join(projectFolder, 'z-image.vsix');

/** Where runs leave what a person may want to look at. Git does not see it. */
export const resultsFolder = join(projectFolder, 'test', 'results');
