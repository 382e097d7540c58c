import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startScene, type Scene } from '../e2e/support/scene.ts';
import { temporaryFolder, type Folder } from '../launch/ending.ts';
import type { RunningProcess } from '../launch/processes.ts';
import { writeUserSettings, type Settings } from '../launch/userSettings.ts';
import { instant } from '../runcomfy/durations.ts';
import { checkPaid } from '../support/checkPaid.ts';
import { createAuthority, type Authority } from './authority.ts';
import { installServers } from './debianServers.ts';
import { hosts, startProxy, startTerminator, type Proxy } from './servers.ts';

const login = { name: 'anna', password: 'p@ss:w%rd' };
const [api, files] = ['model-api.runcomfy.net', 'files.runcomfy.net'] as const;

const cannot = await installServers({ squid: '/usr/sbin/squid', stunnel4: '/usr/bin/stunnel4' });

let folder: Folder;
let authority: Authority;
let terminator: RunningProcess;
let proxy: Proxy;
let scene: Scene;
let ordered: string[];
let number = 0;
let isExplained = false;

/** The service is https, under its own names, and is reached by the proxy alone. */
async function begin(environment: Readonly<Record<string, string>>): Promise<void> {
  folder = temporaryFolder('network');
  authority = await createAuthority(folder.path, Object.keys(hosts));
  proxy = await startProxy(folder.path, login);
  ordered = [];
  isExplained = false;
  const filled = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace('CERTIFICATE', authority.certificate).replace('PORT', String(proxy.port)),
  ]);
  scene = await startScene({
    files: { 'page.md': 'Nothing.\n' },
    settings: { 'zImage.apiBaseUrl': `https://${api}` },
    environment: Object.fromEntries(filled) as Record<string, string>,
    runcomfy: { durations: instant, publicUrls: { apiUrl: `https://${api}`, filesUrl: `https://${files}` } },
  });
  terminator = await startTerminator(folder.path, authority.host, {
    [api]: scene.runcomfy.apiUrl,
    [files]: scene.runcomfy.filesUrl,
  });
}

async function end(): Promise<void> {
  await scene.end();
  await Promise.all([terminator.stop(), proxy.stop()]);
  folder.remove();
}

/** As the person would set them; a window reads them when it is loaded. */
async function settings(changed: Settings): Promise<void> {
  const own = { 'zImage.apiBaseUrl': `https://${api}`, ...changed };
  writeUserSettings(scene.vscode.userData, own, true);
  await scene.vscode.reload();
}

async function order(): Promise<string> {
  const { workbench } = scene;
  const prompt = `A lighthouse, number ${++number}.`;
  ordered.push(prompt);
  await workbench.runCommand('Z-Image: Generate Image…');
  await workbench.quickInput.title.filter({ hasText: 'Generate Image' }).waitFor();
  await workbench.quickInput.answer(prompt);
  if (!isExplained) {
    isExplained = true;
    await workbench.dialog.button('Generate').click();
  }
  return prompt;
}

async function delivered(): Promise<void> {
  const prompt = await order();
  await scene.workbench.webview().getByRole('img', { name: prompt }).first().waitFor();
  await scene.workbench.runCommand('Notifications: Clear All Notifications');
}

async function refused(words: string): Promise<void> {
  const prompt = await order();
  await scene.workbench.webview().getByRole('listitem', { name: prompt }).getByText(words).waitFor();
  expect((await scene.runcomfy.ledger()).filter(({ input }) => input['prompt'] === prompt)).toEqual([]);
  await scene.workbench.runCommand('Notifications: Clear All Notifications');
}

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await scene.workbench.screenshot(`failed ${task.name}`);
  }
  await checkPaid({ runcomfy: scene.runcomfy, storage: scene.vscode.globalStorage, ordered });
});

describe.skipIf(cannot !== null)(
  `A proxy with a login, set in the editor${cannot === null ? '' : `: ${cannot}`}`,
  () => {
    beforeAll(() => begin({ NODE_EXTRA_CA_CERTS: 'CERTIFICATE' }));
    afterAll(end);

    test('without it the service is out of reach, and nothing is sent', async () => {
      await refused('RunComfy cannot be reached.');
    });

    test('with the login in its address, or in a setting of its own', async () => {
      const { name, password } = login;
      const address = `http://${name}:${encodeURIComponent(password)}@127.0.0.1:${proxy.port}`;
      await settings({ 'http.proxy': address });
      await delivered();
      // It writes a tunnel down when that has ended.
      await expect.poll(() => proxy.asked()).toContain(`200 ${api}:443`);
      await expect.poll(() => proxy.asked()).toContain(`200 ${files}:443`);
      const header = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
      await settings({ 'http.proxy': `http://127.0.0.1:${proxy.port}`, 'http.proxyAuthorization': header });
      await delivered();
    });

    test('without the login it lets nothing through, and that is said', async () => {
      await settings({ 'http.proxy': `http://127.0.0.1:${proxy.port}` });
      await refused('The proxy did not let the connection to RunComfy through.');
      expect(proxy.asked()).toContain(`407 ${api}:443`);
    });

    test('http.noProxy goes around it', async () => {
      await settings({ 'http.proxy': `http://127.0.0.1:${proxy.port}`, 'http.noProxy': ['.runcomfy.net'] });
      const before = proxy.asked().length;
      await refused('RunComfy cannot be reached.');
      expect(proxy.asked()).toHaveLength(before);
    });
  },
);

describe.skipIf(cannot !== null)(
  `A proxy that only the environment names${cannot === null ? '' : `: ${cannot}`}`,
  () => {
    const address = `http://${login.name}:${encodeURIComponent(login.password)}@127.0.0.1:PORT`;
    beforeAll(() => begin({ HTTPS_PROXY: address, SSL_CERT_FILE: 'CERTIFICATE' }));
    afterAll(end);

    test('with an authority that the system trusts', async () => {
      await delivered();
    });

    test('an authority that nobody trusts is refused, and that is said', async () => {
      await settings({ 'http.systemCertificates': false });
      await refused('The certificate of the connection to RunComfy is not trusted on this computer.');
    });

    test('http.proxyStrictSSL off takes any certificate', async () => {
      await settings({ 'http.systemCertificates': false, 'http.proxyStrictSSL': false });
      await delivered();
    });
  },
);
