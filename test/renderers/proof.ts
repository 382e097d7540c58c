import { addCounts, noCounts, type Counts } from '../launch/counts.ts';
import { combine, type Combined, type Plan } from './combinations.ts';
import type { Reader } from './reader.ts';
import { asciiDoc } from './readers/asciiDoc.ts';
import { css, less, scss } from './readers/css.ts';
import { restructuredText } from './readers/docutils.ts';
import { jsx } from './readers/jsx.ts';
import { latex } from './readers/latex.ts';
import { markdown, mdx } from './readers/markdown.ts';
import { org } from './readers/pandoc.ts';
import { typst } from './readers/typst.ts';
import { html, svelte, vue } from './readers/web.ts';
import { fetchTools, installDebianTools } from './tools.ts';

const readers = [
  ...[markdown, mdx, html, vue, svelte, jsx, asciiDoc, restructuredText, latex, typst, org, css, scss, less],
];

export interface ProofOptions {
  readonly seed: number;
  /** Three samples of each language whose tool npm has; else all. */
  readonly short: boolean;
  readonly only: readonly string[];
  readonly report: (line: string) => void;
}

/** Every language's own tool reads documents with pictures, and finds exactly those. */
export async function proveLanguages({ seed, short, only, report }: ProofOptions): Promise<Counts> {
  await fetchTools();
  const whyNot = short ? 'is of the long form' : await installDebianTools();
  report(`seed ${seed}`);
  let all = noCounts;
  for (const reader of readers) {
    for (const languageId of reader.languageIds) {
      if (only.length > 0 && !only.includes(languageId)) continue;
      if (reader.from === 'debian' && whyNot !== null) {
        if (!short) {
          report(`${languageId}: skipped, ${whyNot}`);
          all = addCounts(all, { ...noCounts, skipped: 1 });
        }
        continue;
      }
      const began = performance.now();
      const plans = plansOf(languageId, seed, short);
      const results: Counts[] = [];
      for (const plan of plans) results.push(await prove(plan, reader, report));
      const counts = results.reduce(addCounts, noCounts);
      const combinations = counts.passed + counts.failed;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      report(
        `${languageId}: ${combinations} combinations, ${counts.passed} found exactly by ${reader.tool} (${seconds} s)`,
      );
      all = addCounts(all, counts);
    }
  }
  return all;
}

function plansOf(languageId: string, seed: number, short: boolean): Plan[] {
  const plan = { languageId, seed };
  return short
    ? [
        { ...plan, count: 2, replaced: false, endOfLine: '\n' },
        { ...plan, count: 1, replaced: true, endOfLine: '\n' },
      ]
    : [
        { ...plan, count: 300, replaced: false, endOfLine: '\n' },
        { ...plan, count: 100, replaced: false, endOfLine: '\r\n', seed: seed + 1 },
        { ...plan, count: 100, replaced: true, endOfLine: '\n', seed: seed + 2 },
        { ...plan, count: 50, replaced: true, endOfLine: '\r\n', seed: seed + 3 },
      ];
}

async function prove(plan: Plan, reader: Reader, report: (line: string) => void): Promise<Counts> {
  const combined = combine(plan, reader);
  const { pictures, document, before } = combined;
  const form = `${plan.languageId} ${plan.replaced ? 'in place' : 'after'} ${JSON.stringify(plan.endOfLine)}`;
  const files = pictures.map(({ path }) => path);
  try {
    const { pictures: found, rest } = await reader.read(document, files);
    const missed = missedOf(combined, plan, reader, found);
    const faults = missed.map((each) => JSON.stringify(each));
    if (found.length !== pictures.length)
      faults.push(`${found.length} pictures instead of ${pictures.length}`);
    if (!plan.replaced && rest !== null && rest !== (await reader.read(before, [])).rest) {
      faults.push(`something else of the document changed: ${await difference(reader, before, rest)}`);
    }
    const lineBreaks = new Set(document.match(/\r?\n|\r/g));
    if ([...lineBreaks].some((each) => each !== plan.endOfLine)) faults.push('a line break of another kind');
    faults.slice(0, 5).forEach((fault) => {
      report(`${form}: ${fault}`);
    });
    const failed = Math.min(pictures.length, faults.length);
    return { ...noCounts, passed: pictures.length - failed, failed };
  } catch (error) {
    report(`${form}: ${String(error).slice(0, 3_000)}`);
    return { ...noCounts, failed: pictures.length };
  }
}

function missedOf(
  { pictures }: Combined,
  { replaced }: Plan,
  reader: Reader,
  found: readonly { readonly path: string; readonly altText: string | null }[],
): unknown[] {
  const byPath = new Map(found.map((picture) => [picture.path, picture.altText]));
  const keeps = reader.keepsAltText?.(replaced) ?? true;
  return pictures.flatMap(({ path, altText }) => {
    const wanted = altText.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
    const right = byPath.has(path) && (!keeps || byPath.get(path) === wanted);
    return right ? [] : [{ path, wanted: wanted.slice(0, 300), found: byPath.get(path)?.slice(0, 300) }];
  });
}

async function difference(reader: Reader, before: string, after: string): Promise<string> {
  const original = (await reader.read(before, [])).rest ?? '';
  let at = 0;
  while (at < after.length && after[at] === original[at]) at++;
  const part = (text: string): string => text.slice(Math.max(0, at - 150), at + 150);
  return `\n${part(original)}\n---\n${part(after)}`;
}
