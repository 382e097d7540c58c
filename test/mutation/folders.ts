/** The folders of src that are mutated, the quickest first. The unit tests of the same name must find what is done to them. */
export const mutatedFolders = ['delivery', 'orders', 'records', 'generation', 'runcomfy'] as const;

export type MutatedFolder = (typeof mutatedFolders)[number];
