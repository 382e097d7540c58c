import { until } from '../../launch/until.ts';
import { localToken } from '../../runcomfy/server.ts';
import { noticesOf, press, type Notice } from './notices.ts';
import type { Scene } from './scene.ts';

const otherToken = 'other-runcomfy-token';

/** What goes further than the window, or asks for a file, is pressed nowhere here. */
const pressable = new Set([
  'Try Again',
  'Submit Again',
  'Keep Waiting',
  'Send Now',
  'Discard',
  'Dismiss',
  'Insert at Cursor',
  'Show',
]);

/** Presses one of the buttons that there are. False where there is none. */
export async function pressSomething(scene: Scene, pick: number): Promise<boolean> {
  const notices = await listen(scene);
  const offers = notices.flatMap((notice) =>
    notice.buttons.filter((button) => pressable.has(button)).map((button) => ({ notice, button })),
  );
  const offer = offers[pick % offers.length];
  if (offer === undefined) {
    return false;
  }
  const { notice, button } = offer;
  const paying = promptsPaidBy(scene, notice, button);
  const pressed = await press(scene.host, notice, button);
  if (pressed) {
    if (button === 'Send Now') {
      scene.noteSendNow(notice.text);
    }
    for (const prompt of paying) {
      scene.pressed.set(prompt, (scene.pressed.get(prompt) ?? 0) + 1);
    }
    scene.note(`pressed ${button}`);
  }
  await scene.host.command('notifications.hideList');
  return pressed;
}

/** Puts down what is said at this moment. */
export async function listen(scene: Scene): Promise<Notice[]> {
  const notices = await noticesOf(scene.host);
  for (const { text } of notices) {
    scene.heard.add(text);
  }
  return notices;
}

/** A message names the first of its order's prompts; which others it means, the records tell. */
function promptsPaidBy(scene: Scene, { text }: Notice, button: string): string[] {
  const steps =
    button === 'Submit Again'
      ? ['unknown']
      : button === 'Try Again' && !text.includes('The request is kept')
        ? ['failed', 'rejected']
        : [];
  const records = scene.records().filter(({ state }) => steps.includes(state.step));
  const named = records.filter(({ altText }) => text.includes(`“${altText}”`));
  const orders = new Set(named.map(({ order }) => order.id));
  return [...new Set(records.filter(({ order }) => orders.has(order.id)).map(({ altText }) => altText))];
}

/** Cancels what runs: by the progress of an order, or by the command. False where nothing runs. */
export async function cancel(scene: Scene, how: 'order' | 'one' | 'all' | 'twice'): Promise<boolean> {
  const byProgress = how === 'order' || how === 'twice' ? await cancelOrder(scene) : false;
  const byCommand = how === 'order' ? false : await pickAndCancel(scene, how !== 'one');
  if (byProgress || byCommand) {
    scene.note('cancelled');
  }
  return byProgress || byCommand;
}

async function cancelOrder(scene: Scene): Promise<boolean> {
  const notice = (await listen(scene)).find(({ buttons }) => buttons.includes('Cancel'));
  const pressed = notice !== undefined && (await press(scene.host, notice, 'Cancel'));
  await scene.host.command('notifications.hideList');
  return pressed;
}

async function pickAndCancel(scene: Scene, all: boolean): Promise<boolean> {
  const isUnderWay = scene
    .records()
    .some(({ state }) => ['intended', 'submitting', 'accepted', 'finished'].includes(state.step));
  if (!isUnderWay) {
    return false;
  }
  const { widget, rows } = scene.host.workbench.quickInput;
  await scene.host.ask({ wish: 'begin', command: 'zImage.cancelGeneration' });
  const asked = await rows
    .first()
    .waitFor({ timeout: 3000 })
    .then(
      () => true,
      () => false,
    );
  if (!asked) {
    return false;
  }
  for (const row of (await rows.all()).slice(0, all ? undefined : 1)) {
    await row.click();
  }
  await widget.getByRole('button', { name: 'OK' }).click();
  return true;
}

/** Another account's token is entered by the person; one that is revoked is refused from now on, and says so. */
export async function useToken(scene: Scene, which: 'other' | 'revoked' | 'back' | 'valid'): Promise<void> {
  const { host } = scene;
  switch (which) {
    case 'other':
      await host.runcomfy.configure({ tokens: { local: localToken, other: otherToken } });
      await host.ask({ wish: 'begin', command: 'zImage.setApiToken' });
      await host.workbench.quickInput.answer(otherToken);
      await until('the other token', async () =>
        (await listen(scene)).some(({ text }) => text.includes('is stored')) ? true : undefined,
      );
      await host.command('notifications.hideList');
      scene.note('another token');
      return;
    case 'revoked':
      await host.runcomfy.configure({ tokens: { local: 'a-newer-token', other: otherToken } });
      scene.note('another token');
      return;
    case 'valid':
      await host.runcomfy.configure({ tokens: { local: localToken, other: otherToken } });
      return;
    case 'back':
      await host.runcomfy.configure({ tokens: { local: localToken, other: otherToken } });
      await host.command('zImage.clearApiToken');
      return;
  }
}
