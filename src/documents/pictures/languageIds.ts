/** The languages whose pictures have a text, by the ids that the editor and the usual extensions give. */
export const pictureLanguages = [
  'angular',
  'asciidoc',
  'astro',
  'handlebars',
  'html',
  'javascriptreact',
  'latex',
  'markdown',
  'mdx',
  'org',
  'quarto',
  'restructuredtext',
  'rmd',
  'svelte',
  'tex',
  'typescriptreact',
  'typst',
  'vue',
  'vue-html',
] as const;

export type PictureLanguage = (typeof pictureLanguages)[number];
