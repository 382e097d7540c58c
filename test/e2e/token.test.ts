import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { checkPaid } from '../support/checkPaid.ts';
import { startScene, type Scene } from './support/scene.ts';

const tree = 'A tree that grows books.';

let scene: Scene;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({
    files: { 'tree.md': `# Tree\n\n${tree}\n` },
    environment: { RUNCOMFY_API_TOKEN: '' },
  });
  await scene.runcomfy.configure({ durations: instant });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await scene.workbench.screenshot(`failed ${task.name}`);
  }
  await checkPaid({ runcomfy: scene.runcomfy, storage: scene.vscode.globalStorage, ordered });
});

afterAll(async () => {
  await scene.end();
});

describe('The API token', () => {
  test('is not stored when it is empty, has blanks, or is refused', async () => {
    const { workbench } = scene;
    const { quickInput } = workbench;
    await workbench.runCommand('Z-Image: Set RunComfy API Token');
    await quickInput.title.filter({ hasText: 'RunComfy API Token' }).waitFor();
    expect(await quickInput.input.getAttribute('type')).toBe('password');
    await quickInput.answer('');
    await quickInput.message.filter({ hasText: 'Paste your API token.' }).waitFor();
    await quickInput.answer('two words');
    await quickInput.message.filter({ hasText: 'A token has no spaces' }).waitFor();
    await quickInput.answer('not-the-token');
    const refused = workbench.toast('RunComfy did not accept this token. It was not stored.');
    await refused.button('Enter Again').click();
    await quickInput.input.waitFor();
    await quickInput.dismiss();
    await workbench.runCommand('Z-Image: Remove RunComfy API Token');
    await workbench.toast('No API token for').box.waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('is asked for when there is none, and then the order goes on', async () => {
    const { workbench, runcomfy } = scene;
    await workbench.openFile('tree.md');
    await workbench.editor.select(tree);
    await workbench.editor.chooseFromContextMenu(tree, 'Generate Image and Insert');
    await workbench.quickInput.title.filter({ hasText: 'RunComfy API Token' }).waitFor();
    await workbench.quickInput.widget.getByRole('button', { name: 'Get Token' }).waitFor();
    await workbench.screenshot('token');
    ordered.push(tree);
    await workbench.quickInput.answer(`${runcomfy.token} `);
    await workbench.dialog.message.filter({ hasText: 'Generate images with RunComfy?' }).waitFor();
    await workbench.screenshot('first use');
    await workbench.dialog.button('Generate').click();
    await workbench.editor.line('![').waitFor();
  });

  test('is still there after a reload, and gone when it is removed', async () => {
    const { workbench, vscode } = scene;
    await vscode.reload();
    await workbench.runCommand('Z-Image: Remove RunComfy API Token');
    await workbench.toast('was removed.').box.waitFor();
  });
});
