import type { resultShapes, resultUrls } from '../../../runcomfy/switches/resultShapes.ts';
import { cell, failed, harmlessOnce, home, paused, stored, type Row, type Rows } from '../ending.ts';

const understood: Row = { result: home };
/** A result that goes on naming no picture is believed at last. */
const empty: Row = { result: harmlessOnce(failed('noPicture')) };
/** The address is not opened; the next result may have a better one. */
const elsewhere: Row = { result: harmlessOnce(paused('pictureElsewhere')) };

export const shapeRows: Rows<typeof resultShapes> = {
  'output-image': understood,
  'output-image-and-images': understood,
  'output-duplicates': understood,
  'output-string': understood,
  'output-array': understood,
  'output-url-objects': understood,
  'output-image-object': understood,
  'output-image-array': understood,
  'output-videos': empty,
  // Two are ordered.
  'output-fewer-images': { result: cell(stored(1)) },
  'output-more-images': { result: cell(stored(2)) },
  'output-a-hundred-images': { result: cell(stored(16)) },
  'output-empty': empty,
  'output-no-images': empty,
  'output-null': empty,
  'output-missing': empty,
  'output-images-null': empty,
  'output-images-mixed': understood,
};

export const urlRows: Rows<typeof resultUrls> = {
  'url-relative': elsewhere,
  'url-foreign-host': elsewhere,
  'url-foreign-http': elsewhere,
  'url-look-alike-host': elsewhere,
  'url-private-host': elsewhere,
  'url-with-user': elsewhere,
  'url-javascript': elsewhere,
  'url-data': elsewhere,
  'url-file': elsewhere,
  'url-command': elsewhere,
  'url-not-a-url': elsewhere,
  'url-wrong-extension': understood,
  'url-no-extension': understood,
  'url-dangerous-extension': understood,
  'url-dead': { result: harmlessOnce(paused('pictureUnavailable')) },
  'inputs-echoed': understood,
};
