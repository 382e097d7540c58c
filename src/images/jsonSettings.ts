import * as z from 'zod';
import { someText, wholeNumber, type Settings } from './settingsRead.ts';

/** More is no description of a picture. */
const longest = 4_000_000;

const named = z.union([
  z.string(),
  z.object({ name: z.string() }).transform(({ name }) => name),
  z.object({ model_name: z.string() }).transform(({ model_name: name }) => name),
]);

/** The names that InvokeAI, NovelAI and Fooocus use. */
const shape = z.object({
  prompt: someText,
  positive_prompt: someText,
  negative_prompt: someText,
  uc: someText,
  seed: wholeNumber,
  steps: wholeNumber,
  model: named.nullable().catch(null),
  base_model: named.nullable().catch(null),
});

/** What a text of JSON tells of how a picture was made; null where it is none, or tells nothing of it. */
export function jsonSettings(text: string): Partial<Settings> | null {
  const read = shape.safeParse(parseJson(text)).data;
  const prompt = read?.positive_prompt ?? read?.prompt ?? null;
  return read === undefined || (prompt === null && read.seed === null)
    ? null
    : {
        prompt,
        negativePrompt: read.negative_prompt ?? read.uc,
        seed: read.seed,
        steps: read.steps,
        model: read.model ?? read.base_model,
      };
}

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return text.length > longest ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
