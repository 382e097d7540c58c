import { imageSizeNames, imageSizes, type ImageSize } from './zImageTurbo.ts';

/** The size whose shape is nearest to a picture's, and of those of one shape the one whose area is. */
export function nearestSize(width: number, height: number): ImageSize {
  const distance = (name: ImageSize): number => {
    const size = imageSizes[name];
    const shape = Math.abs(Math.log(width / height / (size.width / size.height)));
    const area = Math.abs(Math.log((width * height) / (size.width * size.height)));
    // Shape counts first: areas tell only two sizes of one shape apart.
    return shape * 1000 + area;
  };
  return imageSizeNames.reduce((nearest, name) => (distance(name) < distance(nearest) ? name : nearest));
}
