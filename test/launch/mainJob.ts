import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { Workbench } from '../e2e/support/workbench.ts';

export interface MainJobDone {
  /** The line that came into the document. */
  readonly line: string;
  readonly picture: string;
  readonly screenshot: string;
}

const firstWords = 'A lighthouse';
const lastWords = 'soft watercolour.';
const patience = 120_000;

/** What the extension is for, as a person does it: from a selected paragraph to its picture in the document. */
export async function doMainJob(page: Page, document: string): Promise<MainJobDone> {
  const workbench = new Workbench(page);
  await workbench.openFile(basename(document));
  await workbench.editor.select(firstWords, lastWords);
  await workbench.editor.chooseFromContextMenu(firstWords, 'Generate Image and Insert');
  const link = workbench.editor.line('![');
  const notice = workbench.dialog.button('Generate');
  await link.or(notice).first().waitFor({ timeout: patience });
  if (await notice.isVisible()) await notice.click();
  await link.waitFor({ timeout: patience });
  const text = await workbench.save(document);
  const match = /^.*!\[.*\]\(<?(.+?)>?\).*$/m.exec(text);
  if (match === null) throw new Error(`There is no picture in ${document}:\n${text}`);
  const picture = join(dirname(document), decodeURI(match[1]!));
  if (statSync(picture).size === 0) throw new Error(`${picture} is empty.`);
  const preview = await workbench.openMarkdownPreview();
  const shown = preview.locator('img').first();
  await shown.waitFor();
  await shown.evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
  return { line: match[0], picture, screenshot: await workbench.screenshot('start') };
}
