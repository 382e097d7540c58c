import { edited } from '../replies.ts';
import { afterwards, trapUrl, type Effect, type Endpoint, type Switch, type Visit } from './switch.ts';

const result: readonly Endpoint[] = ['result'];

type Output = (links: readonly string[], visit: Visit) => unknown;

/** A success whose output has another shape than one array of URLs, each once, as many as asked for. */
export const resultShapes = {
  'output-image': shaped('The output is image instead of images.', ([first]) => ({ image: first })),
  'output-image-and-images': shaped('The output has image and images, the first picture twice.', (links) => ({
    image: links[0],
    images: links,
  })),
  'output-duplicates': shaped('Every picture is named twice.', (links) => ({ images: [...links, ...links] })),
  'output-string': shaped('The output is one bare URL.', ([first]) => first),
  'output-array': shaped('The output is a bare array of URLs.', (links) => links),
  'output-url-objects': shaped('The images are objects with a url.', (links) => ({
    images: links.map((url) => ({ url, content_type: 'image/png' })),
  })),
  'output-image-object': shaped('The image is an object with a url.', ([url]) => ({ image: { url } })),
  'output-image-array': shaped('The image is an array.', (links) => ({ image: links })),
  'output-videos': shaped('The pictures are under videos, and images is empty.', (links) => ({
    images: [],
    videos: links,
  })),
  'output-fewer-images': {
    ...shaped('One image fewer than asked for.', (links) => ({ images: links.slice(0, -1) })),
    moment: 'succeeded with several pictures',
  },
  'output-more-images': shaped('One image more than asked for.', (links, visit) => ({
    images: [...links, visit.linkTo(links.length)],
  })),
  'output-a-hundred-images': shaped('A hundred images.', (_links, visit) => ({
    images: Array.from({ length: 100 }, (_, index) => visit.linkTo(index)),
  })),
  'output-empty': shaped('The output is an empty object.', () => ({})),
  'output-no-images': shaped('The array of images is empty.', () => ({ images: [] })),
  'output-null': shaped('The output is null.', () => null),
  'output-missing': shaped('There is no output.', () => undefined),
  'output-images-null': shaped('The images are null.', () => ({ images: null })),
  'output-images-mixed': shaped('Between the URLs are a null, a number and an empty string.', (links) => ({
    images: [null, ...links, 7, ''],
  })),
} as const satisfies Record<string, Switch>;

/** A success whose URLs lead elsewhere, or say what the file is not. */
export const resultUrls = {
  'url-relative': linked('The URLs are paths without an origin.', (link) => new URL(link).pathname),
  'url-foreign-host': linked('The URLs are on a foreign host.', (link) =>
    onHost(link, 'https://evil.example'),
  ),
  'url-foreign-http': linked('The URLs are plain http on a foreign host.', (link) =>
    onHost(link, 'http://evil.example'),
  ),
  'url-look-alike-host': linked("The URLs' host only begins like the service's.", (link) =>
    onHost(link, 'https://runcomfy.net.evil.example'),
  ),
  'url-private-host': linked('The URLs are on an address of the local network.', (link) =>
    onHost(link, 'http://169.254.169.254'),
  ),
  'url-with-user': linked('The URLs carry a user and a password.', (link) =>
    link.replace('//', '//user:secret@'),
  ),
  'url-javascript': linked('The URLs are javascript:.', () => 'javascript:alert(1)'),
  'url-data': linked('The URLs are data: with a whole picture.', () => onePixel),
  'url-file': linked('The URLs are file:.', () => 'file:///etc/passwd'),
  'url-command': linked('The URLs are command: of the editor.', () => 'command:workbench.action.quit'),
  'url-not-a-url': linked('The URLs are not URLs.', () => 'http://'),
  'url-wrong-extension': linked('The URLs end in another extension than the file is.', (link) => {
    const path = link.replace(/\.\w+$/u, '');
    return link.endsWith('.jpeg') ? `${path}.png` : `${path}.jpeg`;
  }),
  'url-no-extension': linked('The URLs end without an extension.', (link) => link.replace(/\.\w+$/u, '')),
  'url-dangerous-extension': linked('The URLs end in .exe.', (link) => link.replace(/\.\w+$/u, '.exe')),
  'url-dead': linked('The URLs lead to nothing on the file host.', (_link, visit) =>
    trapUrl(visit, 'dead.png'),
  ),
  'inputs-echoed': {
    endpoints: result,
    sentence: 'The result echoes the input, with URLs in it that are no results.',
    moment: 'succeeded',
    effect: afterwards((reply, visit) => {
      const input = { ...visit.job?.received, image_url: trapUrl(visit, 'input.png') };
      return edited(reply, { input, inputs: input, images: [trapUrl(visit, 'input.png')] });
    }),
  },
} as const satisfies Record<string, Switch>;

const onePixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function shaped(sentence: string, output: Output): Switch & { readonly moment: 'succeeded' } {
  const effect: Effect = afterwards((reply, visit) => {
    const count = visit.job?.input.num_images ?? 0;
    const links = Array.from({ length: count }, (_, index) => visit.linkTo(index));
    return edited(reply, { output: output(links, visit) });
  });
  return { endpoints: result, sentence, moment: 'succeeded', effect };
}

function linked(sentence: string, change: (link: string, visit: Visit) => string): Switch {
  return shaped(sentence, (links, visit) => ({ images: links.map((link) => change(link, visit)) }));
}

function onHost(link: string, origin: string): string {
  return origin + new URL(link).pathname;
}
