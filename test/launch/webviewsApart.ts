import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import * as z from 'zod';

/** What the workbench's page is told: JSON in an attribute, in which only quotation marks are escaped. */
const configuration = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)(")/;

const configurationSchema = z.looseObject({
  webviewEndpoint: z.string(),
  productConfiguration: z.looseObject({}),
});

/** Lets pages of other origins have service workers, as webviews need them: a profile that nobody has used yet. */
export function allowOtherOrigins(profile: string): void {
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

/**
 * Gives webviews of a window an origin of their own, and with it a process: as on the desktop and on vscode.dev, and
 * other than code-server does by itself, where they share the workbench's thread and heap.
 */
export async function keepWebviewsApart(page: Page, windowUrl: string): Promise<void> {
  const { origin, port } = new URL(windowUrl);
  // For the browser, what a route gave comes from elsewhere, and may not speak to this computer by itself.
  await page.context().grantPermissions(['local-network-access']);
  await page.route(
    (url) => url.origin === origin && url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      // Its policy lets frames come from nowhere else.
      const headers = Object.entries(response.headers()).filter(
        ([name]) => name !== 'content-security-policy',
      );
      const body = (await response.text()).replace(
        configuration,
        (__, before: string, settings: string, after: string) => `${before}${apart(settings, port)}${after}`,
      );
      await route.fulfill({ response, headers: Object.fromEntries(headers), body });
    },
  );
}

function apart(settings: string, port: string): string {
  const { webviewEndpoint, productConfiguration, ...rest } = configurationSchema.parse(
    JSON.parse(settings.replaceAll('&quot;', '"')),
  );
  const { pathname } = new URL(webviewEndpoint, 'http://127.0.0.1');
  const changed = {
    ...rest,
    productConfiguration: {
      ...productConfiguration,
      // Any name under localhost is this computer, and the editor wants its own in the first place of it.
      webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.localhost:${port}${pathname}/`,
    },
  };
  return JSON.stringify(changed).replaceAll('"', '&quot;');
}
