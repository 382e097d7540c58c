import { creatorTool, type Origin } from './origin.ts';

/** What a text in the form of AUTOMATIC1111 tells, which most tools for generated pictures read. */
export interface Parameters {
  readonly prompt: string;
  readonly negativePrompt: string;
  /** By their names in small letters. */
  readonly settings: ReadonlyMap<string, string>;
}

const negative = 'Negative prompt:';
/** A comma within quotes is no border. */
const setting = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;
const version = `Version: ${creatorTool}`;
const longest = 1_000_000;

export function parametersText({ prompt, model, seed, index, count, steps, width, height }: Origin): string {
  const settings = [
    `Steps: ${steps}`,
    `Seed: ${seed}`,
    `Size: ${width}x${height}`,
    `Model: ${model}`,
    // As the form has it, from zero.
    ...(count > 1 ? [`Batch size: ${count}`, `Batch pos: ${index - 1}`] : []),
    version,
  ];
  return `${prompt === null ? '' : `${prompt}\n`}${settings.join(', ')}`;
}

export function isOurParametersText(text: string): boolean {
  return text.endsWith(version);
}

/** Null where the text has no such form. */
export function parseParameters(text: string): Parameters | null {
  const lines = text.slice(0, longest).trimEnd().split('\n');
  const settings = settingsIn(lines.pop() ?? '');
  if (!settings.has('steps') && !settings.has('seed')) {
    return null;
  }
  const at = lines.findIndex((line) => line.startsWith(negative));
  const [prompt, others] = at < 0 ? [lines, []] : [lines.slice(0, at), lines.slice(at)];
  return {
    prompt: prompt.join('\n').trim(),
    negativePrompt: others.join('\n').slice(negative.length).trim(),
    settings,
  };
}

function settingsIn(line: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const [part] of line.matchAll(setting)) {
    const at = part.indexOf(':');
    if (at > 0) {
      settings.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
    }
  }
  return settings;
}
