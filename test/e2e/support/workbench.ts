import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { QuickInput } from './quickInput.ts';
import { TextEditor } from './textEditor.ts';

const screenshots = join(import.meta.dirname, '..', '..', 'results', 'screenshots');

/** The window of VS Code, in the words of the person who sits before it. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly editor: TextEditor;
  readonly toasts: Locator;
  readonly dialog: Dialog;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.editor = new TextEditor(page);
    this.toasts = page.locator('.notification-toast');
    const box = page.locator('.monaco-dialog-box');
    this.dialog = {
      box,
      message: box.locator('.dialog-message-text'),
      detail: box.locator('.dialog-message-detail'),
      button: (name) => box.locator('.monaco-button', { hasText: name }),
    };
  }

  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** By keyboard, once the dialog has the focus: a key that comes before goes to what it covers. */
  async acceptDialog(button: string): Promise<void> {
    await this.dialog.box.locator('.monaco-button:focus', { hasText: button }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.dialog.box.waitFor({ state: 'detached' });
  }

  async openFile(name: string): Promise<void> {
    await this.quickInput.openFile(name);
    await this.activeTab(name).waitFor();
    await this.editor.lines.first().waitFor();
  }

  /** A notification: a message or the progress of something. */
  toast(text: string): Toast {
    const box = this.toasts.filter({ hasText: text });
    return {
      box,
      message: box.locator('.notification-list-item-message'),
      progressBar: box.locator('.monaco-progress-container'),
      button: (name) => box.getByRole('button', { name }),
    };
  }

  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  tab(name: string): Locator {
    return this.page.locator('.tab', { hasText: name });
  }

  async chooseTheme(name: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.input.fill(name);
    await this.quickInput.row(name).click();
    await this.quickInput.widget.waitFor({ state: 'hidden' });
  }

  /** Brings a tab to the front, with the focus in it. */
  async focusTab(name: string): Promise<void> {
    await this.page.locator('.tab', { hasText: name }).first().click();
    await this.activeTab(name).waitFor();
  }

  activeTab(name: string): Locator {
    return this.page.locator('.editor-group-container.active .tab.active', { hasText: name });
  }

  /** Saves the file in the editor in use, and gives what is on disk then. */
  async save(file: string): Promise<string> {
    await this.page.keyboard.press('ControlOrMeta+s');
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
    return readFile(file, 'utf8');
  }

  /** The page inside a webview of our extension. */
  webview(): FrameLocator {
    return this.#webviewOf('zimage.z-image');
  }

  async openMarkdownPreview(): Promise<FrameLocator> {
    await this.runCommand('Markdown: Open Preview to the Side');
    const preview = this.#webviewOf('vscode.markdown-language-features');
    await preview.locator('.markdown-body').waitFor();
    return preview;
  }

  #webviewOf(extension: string): FrameLocator {
    return this.page
      .frameLocator(`iframe.webview.ready[src*="extensionId=${extension}"]`)
      .frameLocator('iframe#active-frame');
  }

  /** Gives the path of the picture. */
  async screenshot(name: string): Promise<string> {
    const path = join(screenshots, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}

export interface Toast {
  readonly box: Locator;
  readonly message: Locator;
  readonly progressBar: Locator;
  button(name: string): Locator;
}

export interface Dialog {
  readonly box: Locator;
  readonly message: Locator;
  readonly detail: Locator;
  button(name: string): Locator;
}
