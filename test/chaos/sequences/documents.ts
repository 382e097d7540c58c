import type { Order, Scene } from './scene.ts';
import type { Step } from './steps.ts';

type Ordering = Extract<Step, { step: 'insert' | 'gallery' }>;
type Changing = Extract<Step, { step: 'document' }>;

/** Selects texts of a page, the last one or a new one, and orders pictures of them. */
export async function order(scene: Scene, step: Ordering): Promise<Order> {
  const count = step.step === 'insert' ? step.count : 1;
  const last = scene.pages.at(-1);
  const page =
    last === undefined || step.newDocument || !last.isThere || !last.has(count) ? scene.newPage() : last;
  const prompts = page.take(count);
  const placed: Order = { command: step.step, page, prompts, excuse: null };
  scene.orders.push(placed);
  await scene.host.ask({
    wish: 'order',
    file: page.file,
    words: prompts,
    command: step.step === 'insert' ? 'zImage.generateAndInsert' : 'zImage.generateFromSelection',
  });
  return placed;
}

/** What the person, or another program, does to a page. False where there is none to do it to. */
export async function changeDocument(scene: Scene, { change, pick }: Changing): Promise<boolean> {
  const { host } = scene;
  const there = scene.pages.filter(({ isThere }) => isThere);
  const page = there[pick % there.length];
  if (page === undefined) {
    return false;
  }
  switch (change) {
    case 'edit above':
    case 'edit the text':
    case 'remove the text': {
      const edit = page.change(change, pick);
      if (edit === null) {
        return false;
      }
      const isDone = await host.ask({ wish: 'edit', file: page.file, ...edit }).catch((error: unknown) => {
        page.perhapsEdited(edit);
        throw error;
      });
      if (isDone !== 'true') {
        return false;
      }
      page.edited(edit);
      return true;
    }
    case 'close':
      await host.ask({ wish: 'save' });
      // What was inserted after that is asked about.
      await host.closeEditors('Save');
      return true;
    case 'move':
      await host.ask({ wish: 'save' });
      if ((await host.ask({ wish: 'rename', file: page.file, to: page.elsewhere })) === 'true') {
        page.place = page.elsewhere;
        return true;
      }
      return false;
    case 'rename':
      await host.ask({ wish: 'save' });
      page.rename();
      return true;
    case 'delete':
      await host.ask({ wish: 'save' });
      page.delete();
      return true;
  }
}
