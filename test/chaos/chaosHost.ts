import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GenerationRecord } from '../../src/records/generationRecord.ts';
import { Workbench } from '../e2e/support/workbench.ts';
import { temporaryFolder } from '../launch/ending.ts';
import { startInstalledVscode, type InstalledVscode } from '../launch/installedVscode.ts';
import { packagedExtension } from '../launch/project.ts';
import { until } from '../launch/until.ts';
import { instant } from '../runcomfy/durations.ts';
import { startLocalRunComfy, type LocalRunComfy } from '../runcomfy/server.ts';
import { readRecords } from '../support/checkPaid.ts';
import { announcementSchema, firedSchema, type Plan, type Wish } from './injector/plan.ts';
import { packInjector } from './packInjector.ts';

/** A real VS Code whose extension host can be told to break, on a workspace of one page for each cell. */
export class ChaosHost {
  readonly runcomfy: LocalRunComfy;
  readonly workspace: string;
  readonly storage: string;
  readonly workbench: Workbench;
  readonly #control: string;
  readonly #end: () => Promise<void>;

  static async start(settings: Readonly<Record<string, unknown>> = {}): Promise<ChaosHost> {
    const control = temporaryFolder('chaos');
    const workspace = temporaryFolder('workspace');
    const runcomfy = await startLocalRunComfy({ durations: instant });
    const vscode = await startInstalledVscode({
      vsix: packagedExtension,
      alongside: [await packInjector()],
      workspace: workspace.path,
      settings: { 'zImage.apiBaseUrl': runcomfy.apiUrl, ...settings },
      environment: { RUNCOMFY_API_TOKEN: runcomfy.token, Z_IMAGE_CHAOS_FOLDER: control.path },
    });
    const end = async (): Promise<void> => {
      await vscode.stop();
      await runcomfy.close();
      workspace.remove();
      control.remove();
    };
    const host = new ChaosHost(vscode, runcomfy, workspace.path, control.path, end);
    try {
      await host.#explainCost();
    } catch (error) {
      await end();
      throw error;
    }
    return host;
  }

  private constructor(
    vscode: InstalledVscode,
    runcomfy: LocalRunComfy,
    workspace: string,
    control: string,
    end: () => Promise<void>,
  ) {
    this.runcomfy = runcomfy;
    this.workspace = workspace;
    this.#control = control;
    this.#end = end;
    this.storage = vscode.globalStorage;
    this.workbench = new Workbench(vscode.page);
  }

  async end(): Promise<void> {
    await this.#end();
  }

  /** The text of the page that a prompt stands in. */
  async order(prompt: string): Promise<string> {
    const file = join(this.workspace, `${prompt.replaceAll(/[^a-z0-9]+/gi, '-')}.md`);
    writeFileSync(file, `${prompt}\n`);
    await this.ask({ wish: 'order', file, words: [prompt], command: 'zImage.generateAndInsert' });
    return file;
  }

  async plan(plan: Plan): Promise<void> {
    rmSync(join(this.#control, 'fired'), { force: true });
    await this.ask({ wish: 'plan', plan });
  }

  /** Where the fault that was planned has fired; of a trace, all operations. */
  get fired(): string[] {
    const file = join(this.#control, 'fired');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    return lines.map((line) => firedSchema.parse(JSON.parse(line)).at);
  }

  /** Has the injector do something, and gives its answer. */
  async ask(wish: Wish): Promise<string> {
    const { port } = this.#announcement() ?? { port: 0 };
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify(wish),
      signal: AbortSignal.timeout(30_000),
    }).catch((error: unknown) => {
      throw new Error(`The injector did not answer ${JSON.stringify(wish)}`, { cause: error });
    });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`The injector could not do ${wish.wish}: ${body}`);
    return JSON.parse(body) as string;
  }

  text(file: string): Promise<string> {
    return this.ask({ wish: 'text', file });
  }

  async command(command: string): Promise<void> {
    await this.ask({ wish: 'command', command });
  }

  records(prompt: string): GenerationRecord[] {
    return readRecords(this.storage).filter((record) => record.request.prompt === prompt);
  }

  /** Takes what waits for the person out of its sight. */
  forget(prompt: string): void {
    for (const { id } of this.records(prompt)) {
      rmSync(join(this.storage, 'open', `${id}.json`), { force: true });
    }
  }

  /** The process of the extension host that the injector runs in now. */
  get process(): number {
    return this.#announcement()?.process ?? -1;
  }

  kill(): void {
    process.kill(this.process, 'SIGKILL');
  }

  /** Reloads the window, and waits for its extension host. */
  async reload(): Promise<void> {
    const { page } = this.workbench;
    const before = this.process;
    await page.reload();
    await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    await until('the extension host of the new window', () =>
      this.process !== before && this.isAlive ? true : undefined,
    );
  }

  get isAlive(): boolean {
    try {
      process.kill(this.process, 0);
      return true;
    } catch {
      return false;
    }
  }

  /** Whether the extension host answers: after a kill and a reload VS Code sometimes brings none back. */
  async isWell(): Promise<boolean> {
    return this.ask({ wish: 'plan', plan: { fault: 'none' } }).then(
      () => true,
      () => false,
    );
  }

  /** Waits for the extension host that VS Code starts after the one that died, or asks for it where VS Code gave up. */
  async revive(dead: number): Promise<void> {
    await until(
      'a new extension host',
      async () => {
        if (!this.#isNew(dead)) {
          await this.#askForRestart().catch(() => undefined);
        }
        return this.#isNew(dead) ? true : undefined;
      },
      45_000,
    );
  }

  /** After the third death VS Code asks; in the list of notifications, where it may be, its button is folded away. */
  async #askForRestart(): Promise<void> {
    const { page } = this.workbench;
    const message = page.locator('.notification-list-item', { hasText: 'terminated unexpectedly' }).first();
    if (await message.isVisible()) {
      const button = message.getByRole('button', { name: 'Restart Remote Extension Host' });
      if (!(await button.isVisible())) {
        await message.hover({ timeout: 1000 });
        await message.locator('.codicon-notifications-expand').click({ timeout: 1000 });
      }
      await button.click({ timeout: 1000 });
    }
  }

  #isNew(dead: number): boolean {
    const next = this.#announcement();
    return next !== null && next.process !== dead && this.isAlive;
  }

  /**
   * What the notifications say, newest first. While their list is drawn, old rows stand beside new ones. What is
   * only under way tells nothing yet, and that of a killed host stands on beside that of the next one; its row may
   * outlast its progress by a moment, but its words say that it goes on.
   */
  async notifications(): Promise<string[]> {
    await this.command('notifications.showList');
    const page = this.workbench.page;
    const ended = page
      .locator('.notifications-center .notification-list-item')
      .filter({ visible: true, hasNot: page.locator('.monaco-progress-container.active') });
    const seen = ended.locator('.notification-list-item-message');
    let before: string | null = null;
    const texts = await until('a list that is drawn', async () => {
      const now = await seen.allTextContents();
      const isDrawn = before === now.join('\n');
      before = now.join('\n');
      return isDrawn ? now : undefined;
    });
    await this.command('notifications.hideList');
    return texts.filter((text) => !text.endsWith('…'));
  }

  async clear(): Promise<void> {
    await this.command('notifications.clearAll');
    await this.ask({ wish: 'save' });
    // A page whose file is newer than its editor, since its host was killed between them, is not saved but asked about.
    await this.closeEditors("Don't Save");
  }

  /** Closes all editors, with this answer where one is still to be saved. No click outlives it: it would answer another. */
  async closeEditors(answer: "Don't Save" | 'Save'): Promise<void> {
    let isClosed = false;
    const closing = this.command('workbench.action.closeAllEditors').finally(() => {
      isClosed = true;
    });
    const button = this.workbench.page.getByRole('button', { name: answer, exact: true });
    while (!isClosed) {
      const clicking = button.click({ timeout: 300 }).catch(() => undefined);
      await Promise.race([closing.catch(() => undefined), clicking]);
      await clicking;
    }
    await closing;
  }

  /** The first use is explained once, and not in any cell. */
  async #explainCost(): Promise<void> {
    mkdirSync(this.workspace, { recursive: true });
    await until('the injector', () => this.#announcement() ?? undefined);
    const file = await this.order('The first picture');
    await this.workbench.dialog.button('Generate').click();
    await until('the first picture', async () => ((await this.text(file)).includes('![') ? true : undefined));
    await this.clear();
  }

  #announcement(): { readonly process: number; readonly port: number } | null {
    const file = join(this.#control, 'port');
    try {
      return announcementSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return null;
    }
  }
}
