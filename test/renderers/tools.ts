import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { canInstall, install } from '../launch/apt.ts';
import { cached } from '../launch/cache.ts';
import { npmInstall } from '../launch/npm.ts';

/** What only these proofs need: it is not in package.json, so that nobody else has to fetch it. */
const packages = {
  '@asciidoctor/core': '4.1.0',
  '@mdx-js/mdx': '3.1.1',
  '@myriaddreamin/typst-ts-node-compiler': '0.7.0',
  '@vue/compiler-dom': '3.5.45',
  'css-tree': '3.2.1',
  less: '4.9.1',
  parse5: '8.1.1',
  sass: '1.108.2',
  svelte: '5.57.3',
};

const debianPrograms = {
  pandoc: '/usr/bin/pandoc',
  'python3-docutils': '/usr/bin/rst2html',
  'texlive-latex-base': '/usr/bin/pdflatex',
};

let tools: NodeJS.Require | null = null;

/** Fetches the packages of npm that have the tools, once for this machine. */
export async function fetchTools(): Promise<void> {
  const version = createHash('sha256').update(JSON.stringify(packages)).digest('hex').slice(0, 12);
  const folder = await cached(`renderers-${version}`, async (unfinished) => {
    console.log('Fetching the tools of document languages from npm, once for this machine…');
    writeFileSync(
      join(unfinished, 'package.json'),
      JSON.stringify({ private: true, dependencies: packages }),
    );
    await npmInstall(unfinished);
  });
  tools = createRequire(join(folder, 'package.json'));
}

/** A tool that was fetched. Its types are not here: whoever uses it says what it uses. */
export function tool(name: string): unknown {
  if (tools === null) throw new Error('the tools are not fetched');
  return tools(name);
}

/** Installs Debian's tools where that can be done; else the reason why not. */
export async function installDebianTools(): Promise<string | null> {
  const missing = Object.entries(debianPrograms)
    .filter(([, program]) => !existsSync(program))
    .map(([name]) => name);
  if (missing.length === 0) return null;
  if (!canInstall()) return `needs ${missing.join(' and ')} from Debian, and root to install them`;
  await install('--no-install-recommends', ...missing);
  return null;
}
