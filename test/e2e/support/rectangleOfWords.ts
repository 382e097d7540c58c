export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

// The little of a browser's types that is needed here: these tests are Node's otherwise.
interface BrowserNode {
  readonly textContent: string | null;
}
interface BrowserRange {
  setStart(node: BrowserNode, offset: number): void;
  setEnd(node: BrowserNode, offset: number): void;
  getBoundingClientRect(): Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>;
}
declare const document: {
  createRange(): BrowserRange;
  createTreeWalker(root: BrowserNode, show: number): { nextNode(): BrowserNode | null };
};

/** Runs in the page, so it must not use anything from outside: where words stand within a line of the editor. */
export function rectangleOfWords(line: BrowserNode, words: string): Rectangle {
  // The editor shows spaces as no-break spaces.
  const start = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(words);
  const end = start + words.length;
  const onlyText = 4;
  const texts = document.createTreeWalker(line, onlyText);
  const range = document.createRange();
  let offset = 0;
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const next = offset + (text.textContent ?? '').length;
    if (offset <= start && start < next) range.setStart(text, start - offset);
    if (offset < end && end <= next) range.setEnd(text, end - offset);
    offset = next;
  }
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return { left, right, middle: (top + bottom) / 2 };
}
