/**
 * Where the records are whose job or delivery goes on. At the start of the editor this folder alone is looked into,
 * before anything else is loaded.
 */
export const openFolder = 'open';
