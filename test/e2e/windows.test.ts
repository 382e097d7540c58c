import { afterEach, describe, expect, test } from 'vitest';
import { instant } from '../runcomfy/durations.ts';
import { localToken } from '../runcomfy/server.ts';
import { checkPaid } from '../support/checkPaid.ts';
import { startScene, type Scene, type SceneOptions } from './support/scene.ts';

const boat = 'A boat on a dry river.';

let scene: Scene | undefined;

afterEach(async ({ task }) => {
  if (scene === undefined) {
    return;
  }
  if (task.result?.state === 'fail') {
    await scene.workbench.screenshot(`failed ${task.name}`);
  }
  await checkPaid({ runcomfy: scene.runcomfy, storage: scene.vscode.globalStorage, ordered: [boat] });
  await scene.end();
  scene = undefined;
});

async function begin(options: SceneOptions): Promise<Scene> {
  // A token that was copied with the end of its line.
  scene = await startScene({ environment: { RUNCOMFY_API_TOKEN: `${localToken}\n` }, ...options });
  await scene.runcomfy.configure({ durations: instant });
  return scene;
}

async function generate({ workbench }: Scene): Promise<void> {
  await workbench.editor.select(boat);
  await workbench.editor.chooseFromContextMenu(boat, 'Generate Image and Insert');
  await workbench.dialog.button('Generate').click();
  await workbench.editor.line('![').waitFor();
}

describe('A window', () => {
  test('in Restricted Mode generates, but heeds no setting of the workspace that costs or moves', async () => {
    const settings = {
      'zImage.apiBaseUrl': 'http://127.0.0.1:9',
      'zImage.numInferenceSteps': 30,
      'zImage.saveFolder': '/elsewhere',
      'zImage.insertPosition': 'replace',
      'markdown.copyFiles.destination': { '**/*': '../outside/' },
    };
    const restricted = await begin({
      files: { 'boat.md': `${boat}\n`, '.vscode/settings.json': JSON.stringify(settings) },
      trusted: false,
    });
    await restricted.workbench.openFile('boat.md');
    await generate(restricted);
    const text = await restricted.workbench.save(restricted.path('boat.md'));
    expect(text).toBe(`${boat}\n\n![${boat}](images/a-boat-on-a-dry-river.png)\n`);
    const [entry] = await restricted.runcomfy.ledger();
    expect(entry?.input).toMatchObject({ num_inference_steps: 8 });
  });

  test('without a folder puts the picture beside the document', async () => {
    const bare = await begin({ files: { 'boat.md': `${boat}\n` }, open: 'nothing' });
    await bare.workbench.runCommand('File: Open File...');
    await bare.workbench.quickInput.answer(bare.path('boat.md'));
    await generate(bare);
    const text = await bare.workbench.save(bare.path('boat.md'));
    expect(text).toBe(`${boat}\n\n![${boat}](images/a-boat-on-a-dry-river.png)\n`);
  });

  test('with several folders saves in the one that has the document', async () => {
    const several = await begin({
      files: {
        'several.code-workspace': JSON.stringify({
          folders: [{ path: 'one' }, { path: 'two' }],
          settings: { 'zImage.saveFolder': '/media' },
        }),
        'one/page.md': 'Nothing.\n',
        'two/docs/boat.md': `${boat}\n`,
      },
      open: 'several.code-workspace',
    });
    await several.workbench.openFile('boat.md');
    await generate(several);
    const text = await several.workbench.save(several.path('two/docs/boat.md'));
    expect(text).toBe(`${boat}\n\n![${boat}](../media/a-boat-on-a-dry-river.png)\n`);
  });
});
