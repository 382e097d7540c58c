import type { Locator } from 'playwright-core';
import { succeeds } from './succeeds.ts';

/**
 * Clicks what goes away when a click has reached it, and clicks once more where it did not. A click that finds it
 * gone already comes after one that reached it late.
 */
export async function clickUntilGone(target: Locator): Promise<void> {
  await target.click();
  for (let attempt = 1; attempt < 5; attempt++) {
    const timeout = 2000;
    if (await succeeds(target.waitFor({ state: 'hidden', timeout }))) return;
    await succeeds(target.click({ timeout }));
  }
  throw new Error('Clicks have no effect on it.');
}
