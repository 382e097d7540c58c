import type { Inserted } from '../delivery/insertPictures.ts';
import type { GenerateAgainAs } from './afterNotInserted.ts';
import { insertByHand } from './insertByHand.ts';
import { saveAs } from './pictureActions.ts';
import type { Services } from './services.ts';
import { notInserted, type NotInsertedReason } from './words/deliveries.ts';
import { show } from './words/message.ts';

/** A picture whose place is gone is not put somewhere by guess: the person says where it goes. */
export async function offerPlace(
  { waiting, why }: Extract<Inserted, { outcome: 'notInserted' }>,
  services: Services,
  generateAgain: GenerateAgainAs,
): Promise<void> {
  let reason: NotInsertedReason = why;
  for (;;) {
    const action = await show(notInserted(reason, waiting.record.altText));
    switch (action) {
      case 'insertHere': {
        const result = await insertByHand([waiting], services);
        if (result.outcome === 'inserted') {
          return;
        }
        reason = result.why;
        break;
      }
      case 'generateAsPng':
        return generateAgain(waiting.record.id, 'png');
      case 'saveAs':
        if ((await saveAs(waiting, services)) !== null) {
          return;
        }
        break;
      case null:
        return;
    }
  }
}
