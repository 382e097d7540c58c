import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the extension', () => {
  it('registers every command that it declares', async () => {
    const extension = vscode.extensions.getExtension('zimage.z-image');
    assert.ok(extension);
    await extension.activate();
    const { contributes } = extension.packageJSON as Manifest;
    const declared = contributes.commands.map(({ command }) => command);
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      registered.filter((command) => command.startsWith('zImage.')).sort(),
      declared.toSorted(),
    );
  });
});
