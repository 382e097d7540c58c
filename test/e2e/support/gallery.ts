import type { FrameLocator, Locator } from 'playwright-core';
import { until } from '../../launch/until.ts';
import type { Workbench } from './workbench.ts';

/** The gallery's page, in the words of the person who looks at it. */
export class GalleryPage {
  readonly frame: FrameLocator;
  readonly main: Locator;
  readonly announcement: Locator;

  constructor(workbench: Workbench) {
    this.frame = workbench.webview();
    this.main = this.frame.getByRole('main', { name: 'Z-Image Gallery' });
    this.announcement = this.frame.locator('#announcements');
  }

  /** A job that runs or waits for a decision, by its prompt. */
  job(prompt: string): Locator {
    return this.main.getByRole('listitem', { name: prompt });
  }

  /** The figure of a result, by its prompt; the newest of several comes first. */
  result(prompt: string): Locator {
    return this.main.getByRole('figure').filter({ has: this.frame.getByRole('img', { name: prompt }) });
  }

  /** What can be pressed; names of results' buttons are as the contract has them. */
  button(name: string | RegExp, within: Locator = this.main): Locator {
    return within.getByRole('button', { name });
  }

  /** Whether keys go to the gallery. */
  hasFocus(): Promise<boolean> {
    return this.frame.locator('body').evaluate('document.hasFocus()');
  }

  /** The picture of a result, scrolled to, once it is painted. */
  async painted(prompt: string): Promise<Locator> {
    const image = this.result(prompt).first().locator('img');
    await image.waitFor();
    // Pictures are loaded when they come into sight, and the page stays where it was scrolled to.
    await image.scrollIntoViewIfNeeded();
    await until('a painted picture', async () => ((await image.evaluate(isPainted)) ? true : undefined));
    return image;
  }
}

/** Runs in the page. */
function isPainted(element: unknown): boolean {
  const { complete, naturalWidth } = element as { readonly complete: boolean; readonly naturalWidth: number };
  return complete && naturalWidth > 0;
}
