import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../launch/ending.ts';
import { startInstalledVscode } from '../../launch/installedVscode.ts';
import type { InstalledVscode } from '../../launch/installedVscode.ts';
import { packagedExtension } from '../../launch/project.ts';
import type { VscodeServerOptions } from '../../launch/vscodeServer.ts';
import { startLocalRunComfy } from '../../runcomfy/server.ts';
import type { LocalRunComfy, LocalRunComfyOptions } from '../../runcomfy/server.ts';
import { Workbench } from './workbench.ts';

export interface SceneOptions extends Omit<VscodeServerOptions, 'vsix' | 'workspace'> {
  /** The files of the workspace, by their paths in it. */
  readonly files: Readonly<Record<string, string>>;
  readonly runcomfy?: LocalRunComfyOptions;
}

/** A person's VS Code on a workspace, and the service that it speaks to. */
export interface Scene {
  readonly workspace: string;
  readonly runcomfy: LocalRunComfy;
  readonly vscode: InstalledVscode;
  readonly workbench: Workbench;
  path(name: string): string;
  /** What is on disk. */
  read(name: string): string;
  end(): Promise<void>;
}

export async function startScene(options: SceneOptions): Promise<Scene> {
  const { files, settings, environment, runcomfy: service, ...rest } = options;
  const workspace = temporaryFolder('workspace');
  const path = (name: string): string => join(workspace.path, name);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  }
  const runcomfy = await startLocalRunComfy(service);
  const endOthers = async (): Promise<void> => {
    await runcomfy.close();
    workspace.remove();
  };
  try {
    const vscode = await startInstalledVscode({
      ...rest,
      vsix: process.env['Z_IMAGE_VSIX'] ?? packagedExtension,
      workspace: workspace.path,
      settings: { 'zImage.apiBaseUrl': runcomfy.apiUrl, ...settings },
      environment: { RUNCOMFY_API_TOKEN: runcomfy.token, ...environment },
    });
    return {
      workspace: workspace.path,
      runcomfy,
      vscode,
      workbench: new Workbench(vscode.page),
      path,
      read: (name) => readFileSync(path(name), 'utf8'),
      end: async () => {
        await vscode.stop();
        await endOthers();
      },
    };
  } catch (error) {
    await endOthers();
    throw error;
  }
}
