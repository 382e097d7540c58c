import type { Locator, Page } from 'playwright-core';
import { until } from '../../launch/until.ts';
import { clickUntilGone } from './clickUntilGone.ts';
import { rectangleOfWords } from './rectangleOfWords.ts';
import type { Rectangle } from './rectangleOfWords.ts';
import { succeeds } from './succeeds.ts';

/** The text editor in use, as far as it is on screen: lines that are scrolled away do not exist in the page. */
export class TextEditor {
  readonly pane: Locator;
  readonly lines: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.locator('.editor-group-container.active .editor-instance');
    this.lines = this.pane.locator('.view-line');
  }

  /** Whether what is typed now goes into it. */
  async hasFocus(): Promise<boolean> {
    return (await this.#page.locator('.editor-instance .monaco-editor.focused').count()) > 0;
  }

  line(text: string): Locator {
    return this.lines.filter({ hasText: text }).first();
  }

  /** Selects with the mouse from the first words to the end of the last ones, which may be further down. */
  async select(firstWords: string, lastWords: string = firstWords): Promise<void> {
    const start = await this.#rectangle(firstWords);
    const end = await this.#rectangle(lastWords);
    await this.#page.mouse.click(start.left, start.middle);
    await this.#page.keyboard.down('Shift');
    await this.#page.mouse.click(end.right, end.middle);
    await this.#page.keyboard.up('Shift');
  }

  /** Puts the cursor at the end of these words. */
  async clickAfter(words: string): Promise<void> {
    const { right, middle } = await this.#rectangle(words);
    await this.#page.mouse.click(right, middle);
  }

  /**
   * Right-clicks on these words, which leaves a selection that they are part of, and chooses from the menu. A menu
   * goes away when something else takes the focus before it is clicked: then it is opened anew.
   */
  async chooseFromContextMenu(words: string, item: string): Promise<void> {
    const entry = this.#page.getByRole('menuitem', { name: item, exact: true });
    for (let attempt = 1; attempt < 5; attempt++) {
      await this.openContextMenu(words);
      // For its first 100 ms a menu takes no clicks, so that the one that opened it chooses nothing by accident.
      if (await succeeds(entry.hover({ timeout: 5000 }))) {
        await clickUntilGone(entry);
        return;
      }
    }
    throw new Error(`The context menu does not offer '${item}'.`);
  }

  async openContextMenu(words: string): Promise<void> {
    const { left, right, middle } = await this.#rectangle(words);
    await this.#page.mouse.click((left + right) / 2, middle, { button: 'right' });
    await this.#page.getByRole('menuitem').first().waitFor();
  }

  async #rectangle(words: string): Promise<Rectangle> {
    const line = this.line(words);
    await line.waitFor();
    // While the editor draws a line anew, its words stand nowhere.
    return until(`'${words}' on screen`, async () => {
      const rectangle = await line.evaluate(rectangleOfWords, words);
      return rectangle.right > rectangle.left ? rectangle : undefined;
    });
  }
}
