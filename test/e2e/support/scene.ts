import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../launch/ending.ts';
import { startInstalledVscode } from '../../launch/installedVscode.ts';
import type { InstalledVscode, InstalledVscodeOptions } from '../../launch/installedVscode.ts';
import { packagedExtension } from '../../launch/project.ts';
import { startLocalRunComfy } from '../../runcomfy/server.ts';
import type { LocalRunComfy, LocalRunComfyOptions } from '../../runcomfy/server.ts';
import { checkPaid } from '../../support/checkPaid.ts';
import { Workbench } from './workbench.ts';

export interface SceneOptions extends Omit<InstalledVscodeOptions, 'vsix' | 'workspace'> {
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
  /** After each test: a picture of the window where it failed, the service as it was, and the check of the payments. */
  endTest(test: EndedTest, ordered: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

interface EndedTest {
  readonly name: string;
  readonly result?: { readonly state: string } | undefined;
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
    const workbench = new Workbench(vscode.page);
    return {
      workspace: workspace.path,
      runcomfy,
      vscode,
      workbench,
      path,
      read: (name) => readFileSync(path(name), 'utf8'),
      endTest: async ({ name, result }, ordered) => {
        if (result?.state === 'fail') {
          await workbench.screenshot(`failed ${name}`);
        }
        await runcomfy.release();
        await runcomfy.disarm();
        await checkPaid({ runcomfy, storage: vscode.globalStorage, ordered });
      },
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
