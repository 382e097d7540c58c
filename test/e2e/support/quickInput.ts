import type { Locator, Page } from 'playwright-core';
import { until } from '../../launch/until.ts';
import { clickUntilGone } from './clickUntilGone.ts';
import { succeeds } from './succeeds.ts';

/** The box at the top of the window: commands, files, questions, lists. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;
  readonly title: Locator;
  /** The prompt, or what is wrong with the value. */
  readonly message: Locator;
  readonly rows: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
    this.title = this.widget.locator('.quick-input-title');
    this.message = this.widget.locator('.quick-input-message');
    this.rows = this.widget.locator('.monaco-list-row');
  }

  /** The row with exactly this label. */
  row(label: string): Locator {
    const name = this.#page.locator('.label-name', {
      hasText: new RegExp(`^\\s*${escaped(label)}\\s*$`),
    });
    return this.rows.filter({ has: name }).first();
  }

  /** Runs a command by its full title, such as 'Z-Image: Open Gallery'. */
  async runCommand(title: string): Promise<void> {
    await this.#choose(`>${title}`, title);
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.#choose(name, name);
  }

  /**
   * Opens the palette and chooses from it. A key that is pressed while the box still goes away after the last command
   * is lost, and an open box goes away when something else takes the focus (a dialog that ends gives it back): then
   * it is opened anew.
   */
  async #choose(text: string, label: string): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
    const timeout = 5000;
    for (let attempt = 1; attempt < 5; attempt++) {
      await this.#page.keyboard.press('F1');
      const found = this.input.fill(text, { timeout }).then(() => this.row(label).waitFor({ timeout }));
      if (await succeeds(found)) {
        await this.row(label).click();
        return;
      }
    }
    throw new Error(`The command palette does not offer '${label}'.`);
  }

  /** Answers a question. */
  async answer(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Types what a row says, and takes it once Enter takes it: until the list has followed, that is another one. */
  async take(text: string): Promise<void> {
    await this.input.fill(text);
    await this.widget.locator('.monaco-list-row.focused', { hasText: text }).waitFor();
    await this.#page.keyboard.press('Enter');
  }

  /** Takes the file that is proposed, and gives its path. While the box looks at what is on disk, it takes no answer. */
  async acceptFile(): Promise<string> {
    const proposed = await until('a proposal', async () => {
      const value = await this.input.inputValue();
      return /\.\w+$/.test(value) ? value : undefined;
    });
    await clickUntilGone(this.widget.getByRole('button', { name: 'OK' }));
    return proposed;
  }

  /** Takes a folder by its path, once the box has looked into it: until then it would take the folder it was in. */
  async acceptFolder(path: string, holds: string): Promise<void> {
    const wanted = `${path}/`;
    // While it looks at where it begins, it puts that before what is typed.
    await until(wanted, async () => {
      await this.input.fill(wanted);
      await this.row(holds).waitFor();
      return (await this.input.inputValue()) === wanted ? true : undefined;
    });
    await clickUntilGone(this.widget.getByRole('button', { name: /^(OK|Export)$/ }));
  }

  async pick(label: string): Promise<void> {
    await this.row(label).click();
  }

  async dismiss(): Promise<void> {
    await this.input.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
