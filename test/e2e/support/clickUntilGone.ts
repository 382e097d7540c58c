import type { Locator } from 'playwright-core';

/** Clicks what goes away when a click has reached it, and clicks once more where it did not. */
export async function clickUntilGone(target: Locator): Promise<void> {
  for (let attempt = 1; attempt < 5; attempt++) {
    await target.click();
    const gone = target.waitFor({ state: 'hidden', timeout: 2000 }).then(() => true);
    if (await gone.catch(() => false)) return;
  }
  throw new Error('Clicks have no effect on it.');
}
