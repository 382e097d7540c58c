const mark = /!\[|<img|<Image|image|\\includegraphics|\[\[/;

/** Whether a text has what links to pictures have somewhere, in whatever language: most texts have not, and need no parser. */
export function mayHavePictures(text: string): boolean {
  return mark.test(text);
}
