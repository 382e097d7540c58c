import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startScene, type Scene } from '../e2e/support/scene.ts';
import { temporaryFolder, type Folder } from '../launch/ending.ts';
import type { RunningProcess } from '../launch/processes.ts';
import type { Settings } from '../launch/userSettings.ts';
import { instant } from '../runcomfy/durations.ts';
import { createAuthority, type Authority } from './authority.ts';
import { Customer } from './customer.ts';
import { installServers } from './debianServers.ts';
import { api, files, startProxy, startTerminator, type Proxy } from './servers.ts';

const login = { name: 'anna', password: 'p@ss:w%rd' };
/** Where the service is: no name leads there but the proxy's. */
const address = '127.0.0.2';

const cannot = await installServers({ squid: '/usr/sbin/squid', stunnel4: '/usr/bin/stunnel4' });

let folder: Folder;
let authority: Authority;
let terminator: RunningProcess;
let proxy: Proxy;
let scene: Scene;
let customer: Customer;
/** The settings that a window starts with. */
let first: Settings;
let version = 0;

/** The service is https, under its own names, and is reached by the proxy alone. */
async function begin(environment: Readonly<Record<string, string>>): Promise<void> {
  folder = temporaryFolder('network');
  authority = await createAuthority(folder.path, [api, files]);
  proxy = await startProxy(folder.path, login, address);
  const filled = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace('CERTIFICATE', authority.certificate).replace('PORT', String(proxy.port)),
  ]);
  scene = await startScene({
    files: { 'page.md': 'Nothing.\n' },
    // In an overlay, it would not be among the tabs.
    settings: { 'zImage.apiBaseUrl': `https://${api}`, 'workbench.editor.useModal': 'off' },
    environment: Object.fromEntries(filled) as Record<string, string>,
    runcomfy: { durations: instant, publicUrls: { apiUrl: `https://${api}`, filesUrl: `https://${files}` } },
  });
  terminator = await startTerminator(folder.path, authority.host, address, scene.runcomfy);
  customer = new Customer(scene);
  first = JSON.parse(readFileSync(join(scene.vscode.userData, 'User', 'settings.json'), 'utf8')) as Settings;
}

async function end(): Promise<void> {
  await scene.end();
  await Promise.all([terminator.stop(), proxy.stop()]);
  folder.remove();
}

function headerOf({ name, password }: typeof login): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

/** As the person changes them in an open window. */
async function settings(changed: Settings): Promise<void> {
  const { workbench, vscode } = scene;
  const { page } = workbench;
  const title = `Settings ${++version}`;
  const text = JSON.stringify({ ...first, ...changed, 'window.title': title });
  await workbench.runCommand('Preferences: Open User Settings (JSON)');
  await workbench.activeTab('settings.json').waitFor();
  await workbench.editor.lines.first().click();
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
  await workbench.editor.line(title).waitFor();
  await workbench.save(join(vscode.userData, 'User', 'settings.json'));
  // The window has them, and gives them to extensions before it asks for anything else.
  await expect.poll(() => page.title()).toContain(title);
}

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await scene.workbench.screenshot(`failed ${task.name}`);
  }
  await customer.checkPaid();
});

describe.skipIf(cannot !== null)(
  `A proxy with a login, set in the editor${cannot === null ? '' : `: ${cannot}`}`,
  () => {
    beforeAll(() => begin({ NODE_EXTRA_CA_CERTS: 'CERTIFICATE' }));
    afterAll(end);

    test('without it the service is out of reach, and nothing is sent', async () => {
      await customer.orderIsNotTaken('RunComfy cannot be reached.');
    });

    test('with the login in its address, or in a setting of its own', async () => {
      const { name, password } = login;
      const withLogin = `http://${name}:${encodeURIComponent(password)}@127.0.0.1:${proxy.port}`;
      await settings({ 'http.proxy': withLogin });
      await customer.orderIsDelivered();
      // It writes a tunnel down when that has ended.
      await expect.poll(() => proxy.asked()).toContain(`200 ${api}:443`);
      await expect.poll(() => proxy.asked()).toContain(`200 ${files}:443`);
      await settings({
        'http.proxy': `http://127.0.0.1:${proxy.port}`,
        'http.proxyAuthorization': headerOf(login),
      });
      await customer.orderIsDelivered();
    });

    test('without the login it lets nothing through, and that is said', async () => {
      await settings({ 'http.proxy': `http://127.0.0.1:${proxy.port}` });
      await customer.orderIsNotTaken('The proxy did not let the connection to RunComfy through.');
      expect(proxy.asked()).toContain(`407 ${api}:443`);
    });

    test('with a wrong login neither, until it is put right in the settings and the order tried again', async () => {
      await settings({
        'http.proxy': `http://127.0.0.1:${proxy.port}`,
        'http.proxyAuthorization': headerOf({ ...login, password: 'forgotten' }),
      });
      const prompt = await customer.orderIsNotTaken(
        'The proxy did not let the connection to RunComfy through.',
      );
      await settings({
        'http.proxy': `http://127.0.0.1:${proxy.port}`,
        'http.proxyAuthorization': headerOf(login),
      });
      await scene.workbench.focusTab('Z-Image Gallery');
      await customer.press(prompt, 'Try Again');
      await customer.has(prompt);
      expect(await customer.paidFor(prompt)).toBe(1);
    });

    test('http.noProxy goes around it', async () => {
      await settings({ 'http.proxy': `http://127.0.0.1:${proxy.port}`, 'http.noProxy': ['.runcomfy.net'] });
      const before = proxy.asked().length;
      await customer.orderIsNotTaken('RunComfy cannot be reached.');
      expect(proxy.asked()).toHaveLength(before);
    });
  },
);

describe.skipIf(cannot !== null)(
  `A proxy that only the environment names${cannot === null ? '' : `: ${cannot}`}`,
  () => {
    const withLogin = `http://${login.name}:${encodeURIComponent(login.password)}@127.0.0.1:PORT`;
    beforeAll(() => begin({ HTTPS_PROXY: withLogin, SSL_CERT_FILE: 'CERTIFICATE' }));
    afterAll(end);

    test('with an authority that the system trusts', async () => {
      await customer.orderIsDelivered();
    });

    test('an authority that nobody trusts is refused, and that is said', async () => {
      await settings({ 'http.systemCertificates': false });
      await customer.orderIsNotTaken(
        'The certificate of the connection to RunComfy is not trusted on this computer.',
      );
    });

    test('http.proxyStrictSSL off takes any certificate', async () => {
      await settings({ 'http.systemCertificates': false, 'http.proxyStrictSSL': false });
      await customer.orderIsDelivered();
    });
  },
);
