import { comfySettings } from './comfySettings.ts';
import { jsonSettings } from './jsonSettings.ts';
import { parseParameters } from './parametersText.ts';
import { isoTime, nothingKnown, someText, wholeNumber, type Settings } from './settingsRead.ts';
import type { Told } from './told.ts';
import { findProperty } from './xmp.ts';

/** What other tools for generated pictures tell, each in its own form, from the most to the least exact. */
export function settingsOfOthers({ xmp, texts }: Told): Settings {
  const found =
    first(['parameters', 'UserComment'], texts, settingsOfParameters) ??
    first(['invokeai_metadata', 'parameters', 'UserComment', 'Comment'], texts, jsonSettings) ??
    first(['prompt'], texts, comfySettings);
  const general = {
    ...nothingKnown,
    prompt: someText.parse(findProperty(xmp, 'Iptc4xmpExt', 'AIPromptInformation')),
    model: someText.parse(findProperty(xmp, 'Iptc4xmpExt', 'AISystemUsed')),
    createdAt: isoTime.parse(findProperty(xmp, 'xmp', 'CreateDate')),
    tool: someText.parse(findProperty(xmp, 'xmp', 'CreatorTool') ?? texts.get('Software')),
  };
  return found === null ? general : { ...general, ...withoutNulls(found) };
}

function first(
  names: readonly string[],
  texts: Told['texts'],
  read: (text: string) => Partial<Settings> | null,
): Partial<Settings> | null {
  for (const name of names) {
    const text = texts.get(name);
    const found = text === undefined ? null : read(text);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

function settingsOfParameters(text: string): Partial<Settings> | null {
  const found = parseParameters(text);
  if (found === null) {
    return null;
  }
  const { prompt, negativePrompt, settings } = found;
  const position = wholeNumber.parse(settings.get('batch pos'));
  return {
    prompt: someText.parse(prompt),
    negativePrompt: someText.parse(negativePrompt),
    model: someText.parse(settings.get('model')),
    seed: wholeNumber.parse(settings.get('seed')),
    steps: wholeNumber.parse(settings.get('steps')),
    index: position === null ? null : position + 1,
    count: wholeNumber.parse(settings.get('batch size')),
    tool: someText.parse(settings.get('version')),
  };
}

function withoutNulls(settings: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}
