import type { ChaosHost } from '../chaosHost.ts';

/** A notification in the list, with its buttons. */
export interface Notice {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** The notifications as a person sees them, newest first. */
export async function noticesOf(host: ChaosHost): Promise<Notice[]> {
  await host.command('notifications.showList');
  const rows = host.workbench.page.locator('.notifications-center .notification-list-item');
  const notices: Notice[] = [];
  for (const row of await rows.all()) {
    const text = await row
      .locator('.notification-list-item-message')
      .textContent({ timeout: 2000 })
      .catch(() => null);
    if (text !== null) {
      notices.push({ text, buttons: await row.locator('.monaco-button').allTextContents() });
    }
  }
  return notices;
}

/** False where it was gone before it could be pressed. */
export async function press(host: ChaosHost, { text }: Notice, button: string): Promise<boolean> {
  const rows = host.workbench.page.locator('.notifications-center .notification-list-item');
  const row = rows.filter({ hasText: text }).first();
  const pressed = row.locator('.monaco-button', { hasText: button }).first().click({ timeout: 2000 });
  return pressed.then(
    () => true,
    () => false,
  );
}
