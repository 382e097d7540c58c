import * as z from 'zod';

const address = z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]);
const addresses = z.array(z.unknown());
const keyed = z.object({ images: z.unknown().optional(), image: z.unknown().optional() });

/** No order of this model is larger; a longer list is not worth believing. */
const most = 16;

/**
 * The addresses in an `output`: `images`, `image`, or the output itself as one address or a list of them. They are
 * looked for nowhere else, since an answer may echo the inputs. In order, each once.
 */
export function pictureUrlsOf(output: unknown): string[] {
  const named = keyed.safeParse(output).data;
  const found = named === undefined ? listOf(output) : [...listOf(named.images), ...listOf(named.image)];
  return [...new Set(found)].slice(0, most);
}

function listOf(value: unknown): string[] {
  const items = addresses.safeParse(value).data ?? [value];
  return items.flatMap((item) => {
    const text = address.safeParse(item).data?.trim();
    return text === undefined || text === '' ? [] : [text];
  });
}
