/** The VS Code versions that are tested: the current one, and the oldest that package.json admits. */
export const vscodeVersions = ['1.139.1', '1.106.3'] as const;
export type VscodeVersion = (typeof vscodeVersions)[number];
export const currentVscode: VscodeVersion = '1.139.1';

/** How a VS Code server is put together from npm, where no compiler and no other download is promised. */
export interface HostRecipe {
  /** The npm package that carries this VS Code. */
  readonly codeServer: string;
  /** The major version of Node that this VS Code runs on. */
  readonly node: 22 | 24;
  /** Dependencies that the tests never reach: other systems, agents, containers. They are most of the bytes. */
  readonly leftOut: readonly string[];
  /** Dependencies that cannot come from the registry as they are named. */
  readonly replaced: Readonly<Record<string, string>>;
  /** Packages that need a compiler, by their folder, and our own stand-ins in natives/. */
  readonly standIns: Readonly<Record<string, string>>;
}

export const hostRecipes: Readonly<Record<VscodeVersion, HostRecipe>> = {
  '1.139.1': {
    codeServer: '4.139.1',
    node: 24,
    leftOut: [
      '@devcontainers/cli',
      '@github/copilot-sdk',
      '@microsoft/mxc-sdk',
      '@vscode/copilot-api',
      '@vscode/sandbox-runtime',
      '@vscode/sqlite3',
      '@vscode/windows-process-tree',
      '@vscode/windows-registry',
      'kerberos',
      'ssh2',
    ],
    replaced: {},
    standIns: {
      'lib/vscode/node_modules/@vscode/spdlog': 'spdlog',
      'lib/vscode/node_modules/@vscode/native-watchdog': 'watchdog',
    },
  },
  '1.106.3': {
    codeServer: '4.106.3',
    node: 22,
    leftOut: ['@vscode/windows-process-tree', '@vscode/windows-registry', 'kerberos'],
    // The first is named by a git address; the second, as named, downloads its program from GitHub.
    replaced: { '@parcel/watcher': '2.5.6', '@vscode/ripgrep': '1.18.0' },
    standIns: {
      '../argon2': 'argon2',
      'lib/vscode/node_modules/@vscode/spdlog': 'spdlog',
      'lib/vscode/node_modules/native-watchdog': 'watchdog',
    },
  },
};
