// The little of a browser's types that is needed here: these tests are Node's otherwise.
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
interface PageElement {
  readonly className: string;
  readonly tagName: string;
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  contains(other: PageElement): boolean;
  closest(selector: string): PageElement | null;
  getBoundingClientRect(): Box;
}
declare const document: {
  readonly documentElement: PageElement;
  querySelectorAll(selector: string): Iterable<PageElement>;
};
declare const getComputedStyle: (element: PageElement) => Readonly<Record<'overflowX' | 'display', string>>;
declare const innerWidth: number;

/** Runs in the page, so it must not use anything from outside: what is cut off, sticks out or lies over another. */
export function findFaults(): string[] {
  const faults: string[] = [];
  const say = (fault: string, element: PageElement): void => {
    const text = (element.textContent ?? '').trim().slice(0, 60);
    faults.push(`${fault}: <${element.tagName.toLowerCase()} class="${element.className}"> ${text}`);
  };
  if (document.documentElement.scrollWidth > innerWidth + 1) {
    say('the page is wider than its window', document.documentElement);
  }
  for (const element of document.querySelectorAll('main *')) {
    const { left, right } = element.getBoundingClientRect();
    if (right > innerWidth + 1 || left < -1) {
      say('sticks out', element);
    }
    // Prompts are cut after two lines on purpose, with the whole of them in the title; the heading is for listeners.
    const isCut =
      element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible';
    if (isCut && element.className !== 'prompt' && element.className !== 'unseen') {
      say('is cut off', element);
    }
  }
  const things = [...document.querySelectorAll('main button, main img, main p, main h2, main time')];
  // The box and the button of a picture are on it, and what can be done with a selection is over the page, on purpose.
  const isMeant = (one: PageElement, other: PageElement): boolean =>
    one.closest('.selection') !== other.closest('.selection') ||
    (one.closest('.frame') !== null && one.closest('.frame') === other.closest('.frame'));
  for (const [at, one] of things.entries()) {
    for (const other of things.slice(at + 1)) {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 1 && !one.contains(other) && !other.contains(one) && !isMeant(one, other)) {
        say(`lies over "${(other.textContent ?? '').trim().slice(0, 40)}"`, one);
      }
    }
  }
  return faults;
}
