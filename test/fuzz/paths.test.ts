import fc from 'fast-check';
import { expect } from 'vitest';
import { URI, Utils } from 'vscode-uri';
import { candidateFiles } from '../../src/delivery/candidateFiles.ts';
import { pictureLink } from '../../src/documents/documentLanguage.ts';
import { pictureHome } from '../../src/documents/pictureHome.ts';
import { relativePath } from '../../src/documents/relativeUri.ts';
import { checkNameTemplate, pictureName } from '../../src/images/pictureName.ts';
import { picturesIn } from '../unit/documents/rendered.ts';
import { sampleRecord, storedPicture } from '../unit/records/sampleRecord.ts';
import { law } from './law.ts';
import { anyRepetition, anyText, repeated } from './texts.ts';

function markupOf(languageId: string, path: string, altText: string): string {
  return pictureLink({ languageId }, { path, altText });
}

const segments = fc
  .array(anyText, { maxLength: 3 })
  .map((parts) => parts.map((part) => encodeURIComponent(part.toWellFormed().replaceAll(/[/\\]/g, ''))));
const anyHome = fc
  .tuple(
    fc.constantFrom('file://', 'file://server/share', 'vscode-remote://ssh-remote+a', 'file:///c:', 'memfs:'),
    segments,
    segments,
  )
  .map(([root, folders, name]) => ({
    document: [root, 'w', ...folders.filter((each) => !/^\.*$/.test(each)), `a${name.join('')}.md`].join('/'),
    workspaceFolder: `${root}/w`,
    now: new Date(0),
  }));

law(
  'a folder for pictures is on the host of its document, whatever the settings say',
  500,
  fc.tuple(anyHome, anyText, fc.option(anyText)),
  ([home, setting, destination]) => {
    const rules = { saveFolder: setting, fileName: setting, copyFilesDestination: destination };
    const [folder, document] = [pictureHome(home, rules).folder, home.document].map((each) =>
      URI.parse(each),
    ) as [URI, URI];
    expect(folder.scheme).toBe(document.scheme);
    expect(folder.authority).toBe(document.authority);
    expect(folder.path.split('/').filter((part) => part === '..')).toEqual([]);
    expect(URI.parse(folder.toString()).toString()).toBe(folder.toString());
  },
);

const anyNames = fc.record({
  home: anyHome,
  template: fc.oneof(anyText, fc.constant('${slug}')),
  prompt: anyText,
});

function filesFor(folder: string, template: string, prompt: string): string[] {
  const record = { ...sampleRecord(), altText: prompt };
  const names = candidateFiles(folder, template, record, storedPicture);
  return [names.next(), names.next()].map(({ value }) => String(value));
}

law(
  'a picture is one file in its folder that every system takes, whatever prompt and template hold',
  600,
  anyNames,
  ({ home, template, prompt }) => {
    const folder = Utils.dirname(URI.parse(home.document));
    for (const file of filesFor(folder.toString(), template, prompt)) {
      const name = Utils.basename(URI.parse(file));
      expect(Utils.dirname(URI.parse(file)).toString()).toBe(folder.toString());
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^[.\s]|[.\s]$/u);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./i);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name.isWellFormed() && name.endsWith('.png')).toBe(true);
    }
  },
);

law(
  'a picture in Markdown or HTML is one picture, with exactly its text and its path',
  500,
  anyNames,
  ({ home, template, prompt }) => {
    const folder = Utils.joinPath(URI.parse(home.document), '..', 'b');
    const [file = ''] = filesFor(folder.toString(), template, prompt);
    const path = relativePath(home.document, file);
    const alt = prompt
      .toWellFormed()
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    const shown = picturesIn(markupOf('markdown', path, prompt));
    expect(shown.map((each) => ({ ...each, src: each.src.replace(/^\.\/(?=[^/]*:)/, '') }))).toEqual([
      { src: path, alt },
    ]);
    const tag = /^<img src="([^"<>\s]*)" alt="([^"<>]*)">$/.exec(markupOf('html', path, prompt));
    expect(decoded(tag?.[2])).toBe(alt);
    expect(decodeURIComponent(decoded(tag?.[1])).replace(/^\.\/(?=[^/]*:)/, '')).toBe(path);
  },
);

const characters: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>' };

function decoded(value = '?'): string {
  return value.replaceAll(/&(?:(\w+)|#(\d+));/g, (_, name?: string, code?: string) =>
    code === undefined ? (characters[name ?? ''] ?? '?') : String.fromCodePoint(Number(code)),
  );
}

law(
  'templates, prompts and texts of 100,000 characters take no longer than them',
  8,
  fc.tuple(anyHome, anyRepetition),
  ([home, text]) => {
    const large = repeated(text, 100_000);
    const parts = { prompt: large, seed: 1, width: 1, height: 1, index: 1, date: new Date(0) };
    expect(pictureName('${slug}', parts).length).toBeLessThan(200);
    expect(pictureName(large, { ...parts, prompt: 'a' }).length).toBeLessThan(200);
    expect(['usable', 'unusable']).toContain(checkNameTemplate(large).outcome);
    const rules = { saveFolder: large, fileName: large, copyFilesDestination: large };
    expect(pictureHome(home, rules).folder).toContain(':');
    expect(markupOf('markdown', large.slice(0, 1_000), large)).toMatch(/^!\[/);
    expect(markupOf('html', large.slice(0, 1_000), large)).toMatch(/^<img /);
  },
);
