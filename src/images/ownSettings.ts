import * as z from 'zod';
import { isoTime, nothingKnown, someText, wholeNumber, type Settings } from './settingsRead.ts';
import type { Told } from './told.ts';
import { findProperty, type spaces } from './xmp.ts';

const own = z.object({
  prompt: someText,
  model: someText,
  seed: wholeNumber,
  index: wholeNumber,
  count: wholeNumber,
  steps: wholeNumber,
  imageSize: someText,
  createdAt: isoTime,
  tool: someText,
});

/** What we wrote ourselves; null where we did not. */
export function ownSettings({ xmp }: Told): Settings | null {
  const find = (space: keyof typeof spaces, name: string): string | null => findProperty(xmp, space, name);
  const read = own.parse({
    prompt: find('Iptc4xmpExt', 'AIPromptInformation'),
    model: find('zimage', 'Model'),
    seed: find('zimage', 'Seed'),
    index: find('zimage', 'Index'),
    count: find('zimage', 'Count'),
    steps: find('zimage', 'Steps'),
    imageSize: find('zimage', 'ImageSize'),
    createdAt: find('xmp', 'CreateDate'),
    tool: find('xmp', 'CreatorTool'),
  });
  return read.model === null && read.seed === null ? null : { ...nothingKnown, ...read, isOurs: true };
}
