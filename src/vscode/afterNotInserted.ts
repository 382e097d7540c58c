import type { OutputFormat } from '../models/zImageTurbo.ts';
import { saveAs, type PictureAtHand } from './pictureActions.ts';
import type { Services } from './services.ts';
import { notInserted, type NotInsertedReason } from './words/deliveries.ts';
import { show } from './words/message.ts';

/** Offers a generation once more, in another format where one is named. */
export type GenerateAgainAs = (generation: string, outputFormat?: OutputFormat) => Promise<void>;

/** Tells why a picture was not inserted by hand, and does what is chosen. The file where it was saved instead, or null. */
export async function afterNotInserted(
  why: NotInsertedReason,
  at: PictureAtHand,
  services: Services,
  generateAgain: GenerateAgainAs,
): Promise<string | null> {
  switch (await show(notInserted(why, at.record.altText))) {
    case 'saveAs':
      return saveAs(at, services);
    case 'generateAsPng':
      await generateAgain(at.record.id, 'png');
      return null;
    case 'insertHere':
    case null:
      return null;
  }
}
