import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again, for what gives no sign of its own. Fails when the answer stays undefined too long. */
export async function until<Answer>(
  what: string,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  patience = 60_000,
): Promise<Answer> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s in vain for ${what}.`);
    await pause(50);
  }
}
