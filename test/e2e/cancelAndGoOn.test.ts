import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { checkPaid, readRecords } from '../support/checkPaid.ts';
import { startScene, type Scene } from './support/scene.ts';

const prompts = {
  queue: 'A snail in a queue.',
  late: 'A train that leaves.',
  lost: 'A letter in a bottle.',
  killed: 'A castle in the sand.',
  first: 'A first candle.',
  second: 'A second candle.',
  third: 'A third candle.',
} as const;

let scene: Scene;
const ordered: string[] = [];
/** At the first use, and only then, it is said what an image costs. */
let explained = false;

beforeAll(async () => {
  scene = await startScene({
    files: Object.fromEntries(
      ['queue', 'late', 'lost', 'killed'].map((name) => [
        `${name}.md`,
        `# ${name}\n\n${prompts[name as keyof typeof prompts]}\n`,
      ]),
    ),
    settings: { 'zImage.maxConcurrentGenerations': 1 },
  });
  await scene.runcomfy.configure({ durations: instant });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await scene.workbench.screenshot(`failed ${task.name}`);
  }
  await scene.runcomfy.release();
  await scene.runcomfy.disarm();
  await checkPaid({ runcomfy: scene.runcomfy, storage: scene.vscode.globalStorage, ordered });
});

afterAll(async () => {
  await scene.end();
});

describe('Cancel', () => {
  test('cancels what waits in the queue, and says so', async () => {
    const { workbench, runcomfy } = scene;
    await runcomfy.hold({ at: 'in_queue' });
    await order('queue');
    const progress = workbench.toast('In the queue, place 1');
    await progress.button('Cancel').click();
    await workbench.toast('Generation cancelled.').box.waitFor();
    await runcomfy.waitForJob({ prompt: prompts.queue, state: 'cancelled' });
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('says when it is too late, and delivers the picture', async () => {
    const { workbench, runcomfy } = scene;
    await runcomfy.hold({ at: 'in_progress' });
    await order('late');
    await workbench.toast('Generating…').button('Cancel').click();
    await workbench.toast('It was too late to cancel').box.waitFor();
    await runcomfy.release();
    await workbench.editor.line('![').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('says that it does not know when the answer is lost', async () => {
    const { workbench, runcomfy } = scene;
    await runcomfy.hold({ at: 'in_queue' });
    await order('lost');
    await runcomfy.arm({ switch: 'answer-lost', endpoint: 'cancel', next: 1 });
    await workbench.toast('In the queue').button('Cancel').click();
    await workbench.toast('It is not known whether RunComfy cancelled').box.waitFor();
    await untilRecorded(prompts.lost, 'cancelled');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
});

describe('A killed extension host', () => {
  test('leaves a request that was being sent as unknown, and sends nothing again', async () => {
    const { workbench, runcomfy, vscode } = scene;
    await runcomfy.arm({ switch: 'answer-stalled', endpoint: 'submit', next: 1 });
    await order('killed');
    await runcomfy.waitForRequest({ endpoint: 'submit', prompt: prompts.killed });
    await vscode.extensionHostAfter(await vscode.killExtensionHost());
    const toast = workbench.toast('It is not known whether RunComfy received the request');
    await toast.box.waitFor();
    await toast.button('Open RunComfy').waitFor();
    await toast.button('Submit Again').waitFor();
    await workbench.screenshot('unknown outcome');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await untilRecorded(prompts.killed, 'unknown');
  });

  test('offers what was ordered and not sent', async () => {
    const { workbench, runcomfy, vscode } = scene;
    const { first, second, third } = prompts;
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.page.keyboard.insertText(`${first}\n${second}\n${third}`);
    // All of it, a cursor at the end of each line, and each line selected.
    await workbench.page.keyboard.press('ControlOrMeta+a');
    await workbench.page.keyboard.press('Shift+Alt+KeyI');
    await workbench.page.keyboard.press('Shift+Home');
    await runcomfy.hold({ at: 'in_progress' });
    ordered.push(first, second, third);
    await workbench.runCommand('Z-Image: Generate Image and Insert');
    await runcomfy.waitForJob({ prompt: first, state: 'in_progress' });
    await runcomfy.waitForRequest({ prompt: first, endpoint: 'status' });
    await vscode.extensionHostAfter(await vscode.killExtensionHost());
    const toast = workbench.toast('It was not sent before VS Code was closed. Nothing was paid.');
    await toast.box.waitFor();
    expect(
      (await runcomfy.ledger()).filter(({ input }) => JSON.stringify(input).includes('candle')),
    ).toHaveLength(1);
    await toast.button('Send Now').click();
    await runcomfy.release();
    for (const prompt of [first, second, third]) {
      await workbench.editor
        .line(`images/${prompt.toLowerCase().replaceAll(' ', '-').slice(0, -1)}.png`)
        .waitFor();
    }
  });
});

/** Orders the paragraph of the file with this name, by the context menu. */
async function order(name: 'queue' | 'late' | 'lost' | 'killed'): Promise<void> {
  const { workbench } = scene;
  await workbench.openFile(`${name}.md`);
  await workbench.editor.select(prompts[name]);
  ordered.push(prompts[name]);
  await workbench.editor.chooseFromContextMenu(prompts[name], 'Generate Image and Insert');
  if (!explained) {
    await workbench.dialog.button('Generate').click();
    explained = true;
  }
}

async function untilRecorded(prompt: string, step: string): Promise<void> {
  await expect
    .poll(
      () =>
        readRecords(scene.vscode.globalStorage).find(({ request }) => request.prompt === prompt)?.state.step,
      {
        timeout: 20_000,
      },
    )
    .toBe(step);
}
