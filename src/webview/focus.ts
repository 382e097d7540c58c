/**
 * Draws, and leaves the focus where it was. What had it may be gone (a cancelled job, a deleted picture): then it goes
 * to what stands in its place, so that a person with a keyboard is not thrown back to the top.
 */
export function keepFocus(root: HTMLElement, draw: () => void): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && root.contains(focused) ? focused.dataset['key'] : undefined;
  const before = key === undefined ? [] : keysIn(root);
  draw();
  if (key === undefined || document.activeElement === focused) {
    return;
  }
  const after = new Set(keysIn(root));
  const at = before.indexOf(key);
  const next = [...before.slice(at), ...before.slice(0, at).toReversed()].find((each) => after.has(each));
  const target = [...root.querySelectorAll<HTMLElement>('[data-key]')].find(
    (element) => element.dataset['key'] === next,
  );
  target?.focus({ preventScroll: false });
}

function keysIn(root: HTMLElement): string[] {
  return [...root.querySelectorAll<HTMLElement>('[data-key]')].map((element) => element.dataset['key'] ?? '');
}
