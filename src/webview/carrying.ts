import { keyOf } from '../keyOf.ts';
import { mostCarried, picturesType } from '../pictureTransfer.ts';
import type { PictureId, Snapshot, Viewed } from '../protocol.ts';

export interface CarryingTools {
  readonly snapshot: () => Snapshot | null;
  readonly say: (text: string) => void;
}

/** Pictures leave the page by the clipboard or in a drag: the selected ones, or the one that is meant. */
export function allowCarrying({ snapshot, say }: CarryingTools): void {
  document.addEventListener('copy', (event) => {
    const now = snapshot();
    if (now === null || event.clipboardData === null || isTextMeant(event)) {
      return;
    }
    const isSelectionMeant = now.viewed === null && now.selected > 0;
    const pictures = isSelectionMeant ? now.carried : pictureMeant(document.activeElement, now);
    if (pictures.length > 0) {
      put(event.clipboardData, pictures);
      event.preventDefault();
      say(now.words.select.copied);
    } else if (isSelectionMeant) {
      say(now.words.select.tooMany.replace('{0}', String(mostCarried)));
    }
  });
  document.addEventListener('dragstart', ({ target, dataTransfer }) => {
    const now = snapshot();
    if (now === null || dataTransfer === null || !(target instanceof HTMLImageElement)) {
      return;
    }
    const [picture] = pictureMeant(target, now);
    if (picture !== undefined) {
      const isSelected = now.viewed === null && now.carried.some((each) => keyOf(each) === keyOf(picture));
      put(dataTransfer, isSelected ? now.carried : [picture]);
      dataTransfer.effectAllowed = 'copy';
    }
  });
}

/**
 * Their ids, for our own extension alone. Beside a plain text the editor would insert that one first, and what the
 * browser would carry of itself is an address that nobody but the editor can read.
 */
function put(transfer: DataTransfer, pictures: readonly PictureId[]): void {
  transfer.clearData();
  transfer.setData(
    picturesType,
    JSON.stringify(pictures.map(({ generation, index }) => ({ generation, index }))),
  );
}

function isTextMeant({ target }: Event): boolean {
  const isField = target instanceof HTMLInputElement && target.type === 'search';
  return isField || document.getSelection()?.isCollapsed === false;
}

/** The picture that an element shows, or that its controls stand around; in large, the only one there is. */
function pictureMeant(element: Element | null, { pictures, viewed }: Snapshot): readonly PictureId[] {
  const image = element?.closest('li, figure, td')?.querySelector('img');
  const shown = viewed === null ? pictures : viewedPictures(viewed);
  const around = shown.filter((picture) => keyOf(picture) === image?.dataset['carried']);
  const isAlone = viewed?.kind === 'pictures' && viewed.pictures.length === 1;
  return (around.length === 0 && isAlone ? shown : around).slice(0, 1);
}

function viewedPictures(viewed: Viewed): readonly PictureId[] {
  switch (viewed.kind) {
    case 'pictures':
      return viewed.pictures;
    case 'variations':
      return viewed.rows.flatMap(({ cells }) => cells.flatMap(({ picture }) => picture ?? []));
  }
}
