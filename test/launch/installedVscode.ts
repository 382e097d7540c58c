import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { chromiumOptions, findChromium } from './chromium.ts';
import { ExtensionHosts } from './extensionHosts.ts';
import { startVscodeServer } from './vscodeServer.ts';
import type { VscodeServer, VscodeServerOptions, WindowContent } from './vscodeServer.ts';
import { allowOtherOrigins, keepWebviewsApart } from './webviewsApart.ts';

export interface InstalledVscode extends VscodeServer {
  readonly page: Page;
  /** Another window on the same workspace. */
  openWindow(): Promise<Page>;
  /** Opens something else in the same window. */
  goTo(content: WindowContent): Promise<void>;
  /** Reloads the window, as the browser does it or as it is said, and waits until extensions run again. */
  reload(reloading?: () => Promise<unknown>): Promise<void>;
  extensionHostId(): Promise<number>;
  /** Kills the extension host with SIGKILL and gives the process that was. */
  killExtensionHost(): Promise<number>;
  /** Does something while the extension host does nothing. */
  whileExtensionHostStopped<T>(doing: () => Promise<T>): Promise<T>;
  /** Waits for the extension host that came after that one. */
  extensionHostAfter(previous: number): Promise<number>;
}

export interface InstalledVscodeOptions extends VscodeServerOptions {
  /** Whether webviews have a process of their own, as on the desktop. */
  readonly webviewsApart?: boolean;
}

/** A VS Code as a person has it, with a headless browser for a window, ready for Playwright. */
export async function startInstalledVscode(options: InstalledVscodeOptions): Promise<InstalledVscode> {
  const { webviewsApart = false, ...serverOptions } = options;
  const server = await startVscodeServer(serverOptions);
  const hosts = new ExtensionHosts(server.logs);
  let context: BrowserContext | undefined;
  try {
    // With a profile in the data folder, what a window keeps is still there at a later start.
    const profile = join(server.data, 'browser');
    if (webviewsApart) {
      allowOtherOrigins(profile);
    }
    context = await chromium.launchPersistentContext(profile, {
      ...chromiumOptions(await findChromium()),
      viewport: { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = context.pages()[0] ?? (await context.newPage());
    if (webviewsApart) {
      await keepWebviewsApart(page, server.url);
    }
    await page.goto(server.url);
    await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    await hosts.id();
    const openWindow = (): Promise<Page> => anotherWindow(server, hosts);
    return {
      ...server,
      page,
      openWindow,
      ...control(page, server, hosts),
      stop: () => stop(server, context),
    };
  } catch (error) {
    await stop(server, context);
    throw error;
  }
}

/** In a browser of its own: pages of one browser take each other's turn to be drawn. */
async function anotherWindow(server: VscodeServer, hosts: ExtensionHosts): Promise<Page> {
  const previous = await hosts.id();
  const browser = await chromium.launch(chromiumOptions(await findChromium()));
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.once('close', () => void browser.close());
  await page.goto(server.url);
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
  await hosts.idAfter(previous);
  return page;
}

function control(
  page: Page,
  server: VscodeServer,
  hosts: ExtensionHosts,
): Omit<InstalledVscode, keyof VscodeServer | 'page' | 'openWindow'> {
  const load = async (loading: () => Promise<unknown>): Promise<void> => {
    const previous = await hosts.id();
    await loading();
    await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    await hosts.idAfter(previous);
  };
  return {
    goTo: (content) => load(() => page.goto(server.urlOf(content))),
    reload: (reloading = () => page.reload()) => load(reloading),
    extensionHostId: () => hosts.id(),
    killExtensionHost: () => hosts.kill(),
    whileExtensionHostStopped: (doing) => hosts.whileStopped(doing),
    extensionHostAfter: (previous) => hosts.idAfter(previous),
  };
}

async function stop(server: VscodeServer, context: BrowserContext | undefined): Promise<void> {
  await context?.close();
  await server.stop();
}
