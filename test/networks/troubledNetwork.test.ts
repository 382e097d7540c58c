import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startScene, type Scene } from '../e2e/support/scene.ts';
import { listen } from '../runcomfy/addresses.ts';
import { instant } from '../runcomfy/durations.ts';
import { Customer } from './customer.ts';
import { Passage } from './passage.ts';
import { Portal, portalKinds } from './portal.ts';

const notOfRunComfy =
  'What came cannot be understood as an answer of RunComfy. Your network may want you to sign in first.';
const outOfReach = 'RunComfy cannot be reached.';
const tryingAgain = 'Trying again…';
const nobodyKnows = 'It is not known whether RunComfy received the request';

let scene: Scene;
let customer: Customer;
/** The ways to the API and to the pictures. */
let api: Passage;
let files: Passage;
/** Where a portal sends people to: nothing of ours may ever come there. */
let loginPage: Server;
let loginUrl: string;
const cameToLogin: string[] = [];

beforeAll(async () => {
  loginPage = createServer((request, response) => {
    cameToLogin.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.end('<!doctype html><title>Sign in</title>');
  });
  loginUrl = `${await listen(loginPage, 0)}/sign-in`.replace('127.0.0.1', '127.0.0.9');
  api = await Passage.start();
  files = await Passage.start();
  scene = await startScene({
    files: { 'page.md': 'Nothing.\n' },
    settings: { 'zImage.apiBaseUrl': api.url },
    runcomfy: { durations: instant, publicUrls: { apiUrl: api.url, filesUrl: files.url } },
  });
  api.leadTo(scene.runcomfy.apiUrl);
  files.leadTo(scene.runcomfy.filesUrl);
  customer = new Customer(scene);
});

beforeEach(async () => {
  await scene.runcomfy.release();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await scene.workbench.screenshot(`failed ${task.name}`);
  }
  await Promise.all([api.be('through'), files.be('through')]);
  expect(cameToLogin).toEqual([]);
  await customer.checkPaid();
});

afterAll(async () => {
  await scene.end();
  await Promise.all([api.close(), files.close()]);
  loginPage.close();
});

/** An order that the service works on until it is released. */
async function orderHeld(): Promise<string> {
  await scene.runcomfy.hold({ at: 'in_progress' });
  const prompt = await customer.order();
  await customer.sees(prompt, 'Generating…');
  return prompt;
}

describe.each(portalKinds)('A network that answers with %s', (kind) => {
  test('is not taken for the service while a job runs, and the job goes on when it lets through', async () => {
    const prompt = await orderHeld();
    await api.be(new Portal(kind, loginUrl).listener);
    await customer.sees(prompt, `${notOfRunComfy} ${tryingAgain}`);
    await scene.runcomfy.release();
    await api.be('through');
    await customer.has(prompt);
    expect(await customer.paidFor(prompt)).toBe(1);
  });

  test('leaves it unknown what became of a request, which is not sent again by itself', async () => {
    const portal = new Portal(kind, loginUrl);
    await api.be(portal.listener);
    const prompt = await customer.order();
    await customer.sees(prompt, `${notOfRunComfy} ${nobodyKnows}`);
    expect(portal.asked.filter((each) => each.startsWith('POST'))).toHaveLength(1);
    await api.be('through');
    expect(await customer.paidFor(prompt)).toBe(0);
    await customer.press(prompt, 'Submit Again');
    await customer.has(prompt);
    expect(await customer.paidFor(prompt)).toBe(1);
  });

  test('is not taken for a picture, which comes when it lets through', async () => {
    const portal = new Portal(kind, loginUrl);
    await files.be(portal.listener);
    const prompt = await customer.order();
    await portal.askedTimes(2);
    await files.be('through');
    await customer.has(prompt);
    expect(await customer.paidFor(prompt)).toBe(1);
  });
});

describe('A computer that is offline, and back', () => {
  test('while a job runs: that is said, and the job ends as it would have', async () => {
    const prompt = await orderHeld();
    await Promise.all([api.be('nowhere'), files.be('nowhere')]);
    await customer.sees(prompt, outOfReach);
    await customer.sees(prompt, tryingAgain);
    await scene.runcomfy.release();
    await Promise.all([api.be('through'), files.be('through')]);
    await customer.has(prompt);
    expect(await customer.paidFor(prompt)).toBe(1);
  });

  test('when a picture is ordered: nothing is sent, and Try Again orders it', async () => {
    await Promise.all([api.be('nowhere'), files.be('nowhere')]);
    const prompt = await customer.orderIsNotTaken(outOfReach);
    await Promise.all([api.be('through'), files.be('through')]);
    await customer.press(prompt, 'Try Again');
    await customer.has(prompt);
    expect(await customer.paidFor(prompt)).toBe(1);
  });

  test('when the picture is to come: it is kept, and Try Again brings it without paying anew', async () => {
    await files.be('nowhere');
    const prompt = await customer.order();
    // It has been tried for half a minute.
    await customer.gallery
      .job(prompt)
      .filter({ hasText: outOfReach })
      .getByText('The request is kept, and will be continued.')
      .waitFor({ timeout: 90_000 });
    await files.be('through');
    await customer.press(prompt, 'Try Again');
    await customer.has(prompt);
    expect(await customer.paidFor(prompt)).toBe(1);
  });

  test('while the window was closed and opened again: the job is followed when the network is back', async () => {
    const prompt = await orderHeld();
    await Promise.all([api.be('nowhere'), files.be('nowhere')]);
    await scene.vscode.reload();
    await customer.sees(prompt, outOfReach);
    await scene.runcomfy.release();
    await Promise.all([api.be('through'), files.be('through')]);
    await customer.has(prompt);
    expect(await customer.paidFor(prompt)).toBe(1);
  });
});
