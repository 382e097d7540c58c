import type { FrameLocator, Locator, Page } from 'playwright-core';
import { until } from '../../launch/until.ts';
import type { Workbench } from './workbench.ts';

/** The gallery's page, in the words of the person who looks at it. */
export class GalleryPage {
  readonly #page: Page;
  readonly frame: FrameLocator;
  readonly main: Locator;
  readonly announcement: Locator;

  constructor(workbench: Workbench) {
    this.#page = workbench.page;
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

  /** The name of what has the focus in the gallery, or null. */
  async focusedName(): Promise<string | null> {
    const focused = this.frame.locator(':is(button, input):focus');
    if ((await focused.count()) === 0) return null;
    return (await focused.getAttribute('aria-label')) ?? (await focused.textContent());
  }

  /** Presses the Tab key until what has this name has the focus; turns round where that leads out of the page. */
  async tabTo(name: string, key: 'Shift+Tab' | 'Tab' = 'Tab'): Promise<void> {
    let direction = key;
    for (let presses = 0; presses < 60; presses++) {
      if ((await this.focusedName())?.trim().startsWith(name) === true) return;
      await this.#page.keyboard.press(direction);
      if (!(await this.hasFocus())) {
        direction = direction === 'Tab' ? 'Shift+Tab' : 'Tab';
        await this.#page.keyboard.press(direction);
      }
    }
    throw new Error(`${name} is not reached by ${key}.`);
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
