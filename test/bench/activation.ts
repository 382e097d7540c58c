import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startScene, type Scene } from '../e2e/support/scene.ts';
import { packagedExtension, projectFolder } from '../launch/project.ts';
import { until } from '../launch/until.ts';
import { fillHistory } from '../support/longHistory.ts';
import { atMost, within, type Judged } from './judged.ts';
import { scriptsOf } from './nodeInspector.ts';
import { median, spread } from './statistics.ts';

/** As often as the issue of speed asks for. */
const starts = 10;
const longHistory = 10_000;
/** The neighbour of the same kind: it, too, is activated once the editor's start is over. */
const neighbour = 'Merge Conflict';
const limits = { entry: 60, vsix: 1024 } as const;
const kilobyte = 1024;

interface Starts {
  /** Milliseconds from the beginning of the entry's loading to the end of `activate`, as VS Code has measured them. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** The files of ours that the extension host has loaded in one of the starts or another. */
  readonly loaded: readonly string[];
}

export interface ActivationFigures {
  readonly empty: Starts;
  readonly manyRecords: Starts;
  /** In KB. */
  readonly entry: number;
  readonly vsix: number;
}

/** What the extension costs those who do not use it: its activation once the editor's start is over, with nothing pending. */
export async function measureActivation(report: (line: string) => void): Promise<ActivationFigures> {
  const scene = await startScene({ files: { 'page.md': '# Page\n' } });
  try {
    // The list shows only as many rows as there is room for.
    await scene.workbench.page.setViewportSize({ width: 1400, height: 3000 });
    const empty = await measure(scene);
    report(lineOf('No history', empty));
    await fillHistory(scene.vscode.globalStorage, longHistory);
    const manyRecords = await measure(scene);
    report(lineOf(`${longHistory} records`, manyRecords));
    return {
      empty,
      manyRecords,
      entry: statSync(join(projectFolder, 'dist', 'extension.cjs')).size / kilobyte,
      vsix: statSync(packagedExtension).size / kilobyte,
    };
  } finally {
    await scene.end();
  }
}

async function measure({ vscode, workbench }: Scene): Promise<Starts> {
  const ours: number[] = [];
  const theirs: number[] = [];
  const loaded = new Set<string>();
  for (let start = 0; start < starts; start++) {
    await vscode.reload();
    await workbench.runCommand('Developer: Show Running Extensions');
    ours.push(await activationOf(workbench, 'Z-Image'));
    theirs.push(await activationOf(workbench, neighbour));
    for (const url of await scriptsOf(await vscode.extensionHostId())) {
      const [, file] = /\/zimage\.z-image-[^/]*\/(.*)$/.exec(url) ?? [];
      if (file !== undefined) {
        loaded.add(file);
      }
    }
  }
  return { ours, theirs, loaded: [...loaded] };
}

/** Milliseconds, as 'Show Running Extensions' tells them. */
async function activationOf({ page }: Scene['workbench'], name: string): Promise<number> {
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: name }).first();
  return until(`the activation of ${name}`, async () => {
    const text = (await row.isVisible()) ? await row.textContent() : null;
    const [, milliseconds] = /Activation: (\d+)ms/.exec(text ?? '') ?? [];
    return milliseconds === undefined ? undefined : Number(milliseconds);
  });
}

function lineOf(what: string, { ours, theirs, loaded }: Starts): string {
  return `${what}: activated in ${median(ours)} ms (${spread(ours)}), ${neighbour} in ${median(theirs)} ms (${spread(theirs)}); loaded: ${loaded.join(', ')}`;
}

export function judgeActivation({ empty, manyRecords, entry, vsix }: ActivationFigures): Judged[] {
  const cases = [
    ['nothing pending', empty],
    [`${longHistory} finished records`, manyRecords],
  ] as const;
  return [
    ...cases.flatMap(([name, { ours, theirs, loaded }]) => [
      atMost(`Activation, ${name}, beside ${neighbour}`, median(ours), median(theirs), 1),
      {
        line: `Files loaded, ${name}: ${loaded.join(', ')}`,
        isReached: loaded.length === 1 && loaded[0] === 'dist/extension.cjs',
      },
    ]),
    within('Entry', entry, limits.entry, ' KB'),
    within('Extension as it is installed from', vsix, limits.vsix, ' KB'),
  ];
}
