import * as vscode from 'vscode';
import * as z from 'zod';
import { imageSizeNames, limits, outputFormats } from '../models/zImageTurbo.ts';
import type { RunOptions } from './drafts.ts';

const key = 'lastOptions';

const { numInferenceSteps, numImages } = limits;
const stored = z.object({
  imageSize: z.enum(imageSizeNames),
  numInferenceSteps: z.int().min(numInferenceSteps.minimum).max(numInferenceSteps.maximum),
  seed: z.int().nullable(),
  numImages: z.int().min(numImages.minimum).max(numImages.maximum),
  outputFormat: z.enum(outputFormats),
});

/** What was chosen for the last run in this workspace, or null. */
export function lastOptions({ workspaceState }: vscode.ExtensionContext): RunOptions | null {
  return stored.safeParse(workspaceState.get(key)).data ?? null;
}

export async function storeLastOptions(
  { workspaceState }: vscode.ExtensionContext,
  options: RunOptions,
): Promise<void> {
  await workspaceState.update(key, stored.parse(options));
}

/** Writes choices into the workspace's settings; null where there is no workspace, or it would not be heeded. */
export function rememberInWorkspace(): ((options: RunOptions) => Promise<void>) | null {
  const { workspaceFolders, isTrusted } = vscode.workspace;
  if (workspaceFolders === undefined || !isTrusted) {
    return null;
  }
  return async (options) => {
    const settings = vscode.workspace.getConfiguration('zImage');
    for (const [name, value] of Object.entries(stored.parse(options))) {
      if (settings.get(name) !== value) {
        await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
      }
    }
  };
}
