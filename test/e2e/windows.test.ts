import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { localToken } from '../runcomfy/server.ts';
import { startScene, type Scene } from './support/scene.ts';

const boat = 'A boat on a dry river.';
const link = `![${boat}](media/a-boat-on-a-dry-river.png)`;

const ofTheWorkspace = {
  'zImage.apiBaseUrl': 'http://127.0.0.1:9',
  'zImage.numInferenceSteps': 30,
  'zImage.saveFolder': '/elsewhere',
  'zImage.insertPosition': 'replace',
  'markdown.copyFiles.destination': { '**/*': '../outside/' },
};

let scene: Scene;
const ordered: string[] = [];

beforeAll(async () => {
  scene = await startScene({
    files: {
      'boat.md': `${boat}\n`,
      '.vscode/settings.json': JSON.stringify(ofTheWorkspace),
      'alone/boat.md': `${boat}\n`,
      'several/all.code-workspace': JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }),
      'several/one/page.md': 'Nothing.\n',
      'several/two/docs/boat.md': `${boat}\n`,
    },
    // A token that was copied with the end of its line.
    environment: { RUNCOMFY_API_TOKEN: `${localToken}\n` },
    settings: { 'zImage.saveFolder': '/media' },
    trusted: false,
  });
  await scene.runcomfy.configure({ durations: instant });
});

afterEach(({ task }) => scene.endTest(task, ordered));

afterAll(async () => {
  await scene.end();
});

describe('A window', () => {
  test('in Restricted Mode generates, but heeds no setting of the workspace that costs or moves', async () => {
    const { workbench, runcomfy } = scene;
    await workbench.openFile('boat.md');
    await order();
    await workbench.dialog.button('Generate').click();
    expect(await inserted('boat.md')).toBe(`${boat}\n\n${link}\n`);
    const [entry] = await runcomfy.ledger();
    expect(entry?.input).toMatchObject({ num_inference_steps: 8 });
  });

  test('without a folder puts the picture beside the document', async () => {
    const { workbench, vscode } = scene;
    await vscode.goTo({ file: scene.path('alone/boat.md') });
    await workbench.activeTab('boat.md').waitFor();
    await order();
    expect(await inserted('alone/boat.md')).toBe(`${boat}\n\n${link}\n`);
  });

  test('with several folders saves in the one that has the document', async () => {
    const { workbench, vscode } = scene;
    await vscode.goTo({ workspace: scene.path('several/all.code-workspace') });
    await workbench.openFile('boat.md');
    await order();
    expect(await inserted('several/two/docs/boat.md')).toBe(
      `${boat}\n\n${link.replace('media', '../media')}\n`,
    );
  });
});

async function order(): Promise<void> {
  const { workbench } = scene;
  ordered.push(boat);
  await workbench.editor.select(boat);
  await workbench.editor.chooseFromContextMenu(boat, 'Generate Image and Insert');
}

/** What is on disk of a document, once its picture stands in it. */
async function inserted(name: string): Promise<string> {
  const { workbench } = scene;
  await workbench.editor.line('![').waitFor();
  return workbench.save(scene.path(name));
}
