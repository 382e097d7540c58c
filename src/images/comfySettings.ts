import * as z from 'zod';
import { parseJson } from './jsonSettings.ts';
import { someText, wholeNumber, type Settings } from './settingsRead.ts';

const node = z.object({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) });
const graph = z.record(z.string(), node);
/** Another node's output, by that node's id. */
const link = z.tuple([z.string(), z.int()]);

type Graph = z.infer<typeof graph>;
type Node = z.infer<typeof node>;

/** A prompt is rarely more nodes away from the sampler that it goes into. */
const furthest = 5;

/** What ComfyUI's graph tells, which it writes as `prompt`: that of its first sampler. */
export function comfySettings(text: string): Partial<Settings> | null {
  const nodes = graph.safeParse(parseJson(text)).data;
  const sampler = Object.values(nodes ?? {}).find(({ inputs }) => 'steps' in inputs && 'positive' in inputs);
  if (nodes === undefined || sampler === undefined) {
    return null;
  }
  const { inputs } = sampler;
  return {
    prompt: textBehind(inputs['positive'], nodes),
    negativePrompt: textBehind(inputs['negative'], nodes),
    seed: wholeNumber.parse(inputs['seed'] ?? inputs['noise_seed']),
    steps: wholeNumber.parse(inputs['steps']),
    model: someText.parse(modelOf(Object.values(nodes))),
    tool: 'ComfyUI',
  };
}

/** Follows links to the first text. */
function textBehind(input: unknown, nodes: Graph): string | null {
  let value = input;
  for (let step = 0; step < furthest; step++) {
    const id = link.safeParse(value).data?.[0];
    if (id === undefined || !Object.hasOwn(nodes, id)) {
      break;
    }
    const { inputs = {} } = nodes[id] ?? {};
    value =
      inputs['text'] ?? inputs['string'] ?? inputs['value'] ?? inputs['conditioning'] ?? inputs['positive'];
  }
  return someText.parse(value);
}

function modelOf(nodes: readonly Node[]): unknown {
  return nodes.flatMap(({ inputs }) => inputs['ckpt_name'] ?? inputs['unet_name'] ?? [])[0];
}
