export interface GalleryHtmlOptions {
  readonly title: string;
  /** The person's language, as a BCP 47 tag. */
  readonly language: string;
  /** The editor's own source of local files. */
  readonly source: string;
  readonly nonce: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** What stands there until the page has something to show. */
  readonly loading: string;
}

/** The gallery's page: no remote host, no inline style, and no script but the one with the nonce. */
export function galleryHtml({
  title,
  language,
  source,
  nonce,
  script,
  styles,
  loading,
}: GalleryHtmlOptions): string {
  const policy = [
    "default-src 'none'",
    // Of blobs there are those alone that the page makes of bytes from its host.
    `img-src ${source} blob:`,
    `style-src ${source}`,
    `font-src ${source}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return /* html */ `<!doctype html>
<html lang="${escape(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escape(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${styles.map((style) => `<link rel="stylesheet" href="${escape(style)}" />`).join('\n    ')}
    <title>${escape(title)}</title>
  </head>
  <body>
    <main aria-label="${escape(title)}" aria-busy="true">
      <h1 class="unseen">${escape(title)}</h1>
      <p>${escape(loading)}</p>
    </main>
    <div id="announcements" class="announcements" role="status" aria-live="polite"></div>
    <script type="module" nonce="${escape(nonce)}" src="${escape(script)}"></script>
  </body>
</html>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
