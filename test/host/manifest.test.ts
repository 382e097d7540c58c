import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('zimage.z-image');
  assert(found);
  return found;
}

describe('The manifest', () => {
  const manifest = extension().packageJSON as Manifest;
  const { commands, menus, configuration } = manifest.contributes;

  it('declares exactly the commands that are there', async () => {
    await extension().activate();
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('zImage.'));
    assert.deepEqual(registered.toSorted(), commands.map(({ command }) => command).toSorted());
  });

  it('has only declared commands in its menus', () => {
    const declared = new Set(commands.map(({ command }) => command));
    const listed = Object.values(menus).flat();
    assert.deepEqual(
      listed.filter(({ command }) => !declared.has(command)),
      [],
    );
  });

  /** Of two entries with one key the editor takes the last, and says nothing. */
  it('has no menu twice', async () => {
    const text = await readFile(path.join(extension().extensionPath, 'package.json'), 'utf8');
    const menusText = text.slice(text.indexOf('"menus"'), text.indexOf('"configuration"'));
    const keys = [...menusText.matchAll(/"([\w/]+)": \[/g)].map((match) => match[1]);
    assert.deepEqual(keys, Object.keys(menus));
  });

  it('has settings that the editor knows, with their defaults', () => {
    for (const [name, { default: value }] of Object.entries(configuration.properties)) {
      const found = vscode.workspace.getConfiguration().inspect(name);
      assert.deepEqual(found?.defaultValue, value, name);
    }
  });

  it('has words for all its keys', async () => {
    const read = (name: string): Promise<string> =>
      readFile(path.join(extension().extensionPath, name), 'utf8');
    const keys = [...(await read('package.json')).matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
    const words = JSON.parse(await read('package.nls.json')) as Record<string, string>;
    assert.deepEqual([...new Set(keys)].toSorted(), Object.keys(words).toSorted());
  });
});
