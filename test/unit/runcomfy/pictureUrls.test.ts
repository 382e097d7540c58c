import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureUrlsOf } from '../../../src/runcomfy/pictureUrls.ts';

const [one, two] = ['https://files.runcomfy.net/1.png', 'https://files.runcomfy.net/2.png'];

test.each([
  ['images', { images: [one, two] }, [one, two]],
  ['image', { image: one }, [one]],
  ['both, with one of them twice', { image: one, images: [one, two] }, [one, two]],
  ['an image that is not among the images', { image: two, images: [one] }, [one, two]],
  ['every one twice', { images: [one, two, one, two] }, [one, two]],
  ['a bare address', one, [one]],
  ['a bare list', [one, two], [one, two]],
  ['objects with an address', { images: [{ url: one, width: 3 }, { url: two }] }, [one, two]],
  ['an object for the image', { image: { url: one } }, [one]],
  ['a list for the image', { image: [one, two] }, [one, two]],
  ['an address for the images', { images: one }, [one]],
  ['spaces around', { images: [` ${one}\n`] }, [one]],
  ['rubbish in between', { images: [null, one, 7, '', ' ', { url: 3 }, [two]] }, [one]],
  ['videos', { images: [], videos: [one] }, []],
  ['nothing in images', { images: [] }, []],
  ['null for images', { images: null }, []],
  ['an empty object', {}, []],
  ['null', null, []],
  ['nothing', undefined, []],
  ['a number', 7, []],
  ['inputs that are echoed', { input: { image_url: one } }, []],
])('%s', (_, output, urls) => {
  expect(pictureUrlsOf(output)).toEqual(urls);
});

test('a longer list than any order gives is cut', () => {
  const many = Array.from({ length: 100 }, (_, index) => `https://files.runcomfy.net/${index}.png`);
  expect(pictureUrlsOf({ images: many })).toEqual(many.slice(0, 16));
});

test('whatever the output is, addresses are texts, each once, and never more than sixteen', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.record({ images: fc.jsonValue(), image: fc.jsonValue() })),
      (output) => {
        const urls = pictureUrlsOf(output);
        expect(urls.every((url) => url !== '' && url === url.trim())).toBe(true);
        expect(new Set(urls).size).toBe(urls.length);
        expect(urls.length).toBeLessThanOrEqual(16);
      },
    ),
  );
});

test('whatever else stands in it, the addresses come in their order', () => {
  const rubbish = fc.constantFrom(null, 7, '', {}, []);
  const addresses = fc.uniqueArray(fc.webUrl(), { maxLength: 8 });
  fc.assert(
    fc.property(addresses, fc.array(rubbish, { maxLength: 8 }), fc.nat(), (urls, others, seed) => {
      const at = seed % (urls.length + 1);
      expect(pictureUrlsOf({ images: [...urls.slice(0, at), ...others, ...urls.slice(at)] })).toEqual(urls);
    }),
  );
});
