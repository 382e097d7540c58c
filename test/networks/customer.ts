import { expect } from 'vitest';
import { GalleryPage } from '../e2e/support/gallery.ts';
import type { Scene } from '../e2e/support/scene.ts';
import { checkPaid } from '../support/checkPaid.ts';

/** Who orders pictures by their prompts, and sees in the gallery what comes of it. */
export class Customer {
  readonly gallery: GalleryPage;
  readonly #scene: Scene;
  readonly #ordered: string[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
    this.gallery = new GalleryPage(scene.workbench);
  }

  async order(): Promise<string> {
    const { workbench } = this.#scene;
    const prompt = `A lighthouse, number ${this.#ordered.length + 1}.`;
    await workbench.runCommand('Z-Image: Generate Image…');
    await workbench.quickInput.title.filter({ hasText: 'Generate Image' }).waitFor();
    await workbench.quickInput.answer(prompt);
    // What it costs is explained once.
    if (this.#ordered.length === 0) {
      await workbench.dialog.button('Generate').click();
    }
    this.#ordered.push(prompt);
    return prompt;
  }

  /** What is ordered without this class. */
  alsoOrders(prompt: string): void {
    this.#ordered.push(prompt);
  }

  async sees(prompt: string, words: string): Promise<void> {
    await this.gallery.job(prompt).getByText(words).waitFor();
  }

  async press(prompt: string, button: string): Promise<void> {
    await this.gallery.button(button, this.gallery.job(prompt)).click();
  }

  async has(prompt: string): Promise<void> {
    await this.gallery.painted(prompt);
    await this.#scene.workbench.runCommand('Notifications: Clear All Notifications');
  }

  async orderIsDelivered(): Promise<void> {
    await this.has(await this.order());
  }

  /** An order that ends with these words, and of which nothing came to the service. */
  async orderIsNotTaken(words: string): Promise<string> {
    const prompt = await this.order();
    await this.sees(prompt, words);
    expect(await this.paidFor(prompt)).toBe(0);
    await this.#scene.workbench.runCommand('Notifications: Clear All Notifications');
    return prompt;
  }

  async paidFor(prompt: string): Promise<number> {
    return (await this.#scene.runcomfy.ledger()).filter(({ input }) => input['prompt'] === prompt).length;
  }

  /** After each test: what was paid for, ordered and recorded agree. */
  async checkPaid(): Promise<void> {
    const { runcomfy, vscode } = this.#scene;
    await checkPaid({ runcomfy, storage: vscode.globalStorage, ordered: this.#ordered });
  }
}
