import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generatedByModel } from '../../src/images/origin.ts';
import { pictureDetails } from '../../src/images/pictureDetails.ts';
import { temporaryFolder, type Folder } from '../launch/ending.ts';
import { run } from '../launch/processes.ts';
import { installServers } from '../networks/debianServers.ts';
import { originOf } from '../unit/images/paintedPictures.ts';
import { exiftool, exiftoolWrites } from './exiftool.ts';
import { mark, writeSamples, type Sample } from './samples.ts';

const cannot = await installServers({
  'libimage-exiftool-perl': '/usr/bin/exiftool',
  pngcheck: '/usr/bin/pngcheck',
  webp: '/usr/bin/webpinfo',
  'libjpeg-turbo-progs': '/usr/bin/djpeg',
});
if (cannot !== null) console.log(`Not run: ${cannot}.`);

let folder: Folder;
let samples: Sample[];

beforeAll(async () => {
  folder = temporaryFolder('provenance');
  samples = await writeSamples(folder.path);
});

afterAll(() => {
  folder.remove();
});

function written(extension: string): Sample[] {
  const found = samples.filter(({ after }) => after.endsWith(extension));
  expect(found.length).toBeGreaterThan(5);
  return found;
}

/** The pixels of a file by a decoder, which writes them into a file. */
async function pixels(file: string, program: string, ...options: readonly string[]): Promise<Buffer> {
  const target = `${file}.pixels`;
  await run(
    program,
    [...options, file].map((each) => (each === 'TARGET' ? target : each)),
  );
  return readFileSync(target);
}

describe.skipIf(cannot !== null)('Debian’s own programs', () => {
  test('exiftool reads prompt, model, seed and source in all three formats', async () => {
    const read = await exiftool(samples.map(({ after }) => after));
    for (const [at, { name, origin }] of samples.entries()) {
      expect(read[at], name).toMatchObject({
        'XMP-iptcExt:AIPromptInformation': origin.prompt,
        'XMP-dc:Description': origin.prompt,
        'XMP-iptcExt:DigitalSourceType': generatedByModel,
        'XMP-iptcExt:AISystemUsed': origin.model,
        'XMP-zimage:Model': origin.model,
        'XMP-zimage:Seed': origin.seed,
        'XMP-zimage:Index': origin.index,
        'XMP-zimage:Count': origin.count,
        'XMP-zimage:Steps': origin.steps,
        'XMP-zimage:ImageSize': origin.imageSize,
        'XMP-xmp:CreatorTool': 'Z-Image for VS Code',
        'XMP-xmp:CreateDate': '2026:03:04 05:06:07.000Z',
      });
      const parameters = read[at]?.['PNG:Parameters'] ?? read[at]?.['ExifIFD:UserComment'];
      expect(parameters, name).toContain(`${origin.prompt}\nSteps: 8, Seed: ${origin.seed}, `);
    }
  });

  test('exiftool finds nothing wrong', async () => {
    const read = await exiftool(
      samples.map(({ after }) => after),
      '-validate',
      '-warning',
      '-error',
    );
    const complaints = read.flatMap((each) =>
      Object.entries(each).flatMap(([key, value]) =>
        /:(Warning|Error)/.test(key) ? [value].flat().map(String) : [],
      ),
    );
    // Exif for cameras has tags that say nothing of a picture that no camera took.
    expect(complaints.filter((text) => !text.startsWith('Missing required JPEG '))).toEqual([]);
  });

  test('pngcheck accepts every PNG', async () => {
    const output = await run('pngcheck', ['-q', ...written('.png').map(({ after }) => after)]);
    expect(output).not.toMatch(/warning|error|invalid/i);
  });

  test('webpinfo accepts every WebP', async () => {
    for (const { name, after } of written('.webp')) {
      const output = await run('webpinfo', [after]);
      expect(output, name).toContain('No error detected.');
      expect(output, name).not.toMatch(/warning/i);
    }
  });

  test('libpng, libjpeg and libwebp decode the very same pixels', async () => {
    // What libpng reads is written without a loss, and libwebp reads it back.
    const decoders = [
      ['.png', 'cwebp', '-quiet', '-lossless', '-exact', '-z', '0', '-o', 'TARGET'],
      ['.jpg', 'djpeg', '-outfile', 'TARGET'],
      ['.webp', 'dwebp', '-quiet', '-pam', '-o', 'TARGET'],
    ] as const;
    for (const [extension, program, ...options] of decoders) {
      for (const { name, before, after } of written(extension)) {
        const [first, second] = [
          await pixels(before, program, ...options),
          await pixels(after, program, ...options),
        ];
        expect(first.length, name).toBeGreaterThan(100);
        expect(Buffer.compare(first, second), name).toBe(0);
      }
    }
  });
});

describe.skipIf(cannot !== null)('files that exiftool wrote into', () => {
  const theirs = ['-XMP-dc:Creator=Zoë 雪', '-XMP-xmp:Rating=4', '-EXIF:Artist=Zoe', '-XMP-dc:Title=Her fox'];

  test.each(['png', 'jpg', 'webp'])('keep it when a %s is marked', async (extension) => {
    const { before } = written(`.${extension}`)[0]!;
    await exiftoolWrites(before, ...theirs);
    const after = join(folder.path, `kept.${extension}`);
    mark(before, after, originOf());
    const [read] = await exiftool([after]);
    expect(read).toMatchObject({
      'XMP-dc:Creator': ['Zoë 雪'],
      'XMP-dc:Title': 'Her fox',
      'XMP-xmp:Rating': 4,
      'IFD0:Artist': 'Zoe',
      'XMP-iptcExt:DigitalSourceType': generatedByModel,
      'XMP-zimage:Seed': originOf().seed,
    });
  });

  test.each(['png', 'jpg', 'webp'])('still tell all when a %s was marked before', async (extension) => {
    const { after, origin } = written(`.${extension}`)[0]!;
    await exiftoolWrites(after, ...theirs);
    const { prompt, seed, model, index, count } = origin;
    const details = pictureDetails(readFileSync(after));
    expect(details).toMatchObject({ prompt, seed, model, index, count, sourceType: generatedByModel });
    const again = join(folder.path, `again.${extension}`);
    mark(after, again, { ...origin, prompt: null });
    const [read] = await exiftool([again]);
    expect(read).toMatchObject({ 'XMP-dc:Title': 'Her fox', 'XMP-zimage:Seed': seed, 'IFD0:Artist': 'Zoe' });
    expect(read).not.toHaveProperty('XMP-iptcExt:AIPromptInformation');
    expect(read).not.toHaveProperty('XMP-dc:Description');
  });
});
