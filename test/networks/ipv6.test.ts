import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startScene, type Scene } from '../e2e/support/scene.ts';
import { temporaryFolder, type Folder } from '../launch/ending.ts';
import type { RunningProcess } from '../launch/processes.ts';
import { writeUserSettings } from '../launch/userSettings.ts';
import { instant } from '../runcomfy/durations.ts';
import { createAuthority } from './authority.ts';
import { Customer } from './customer.ts';
import { installServers } from './debianServers.ts';
import { Passage } from './passage.ts';
import { api, files, hostsLine, startTerminator } from './servers.ts';

const cannot = await installServers({ stunnel4: '/usr/bin/stunnel4' });
const title = `A service that has IPv6 alone${cannot === null ? '' : `: ${cannot}`}`;

const words = 'A lighthouse.';
const page = `# Coast\n\n${words}\n`;

let folder: Folder;
let scene: Scene;
let customer: Customer;
let terminator: RunningProcess;
let onThisMachine: Passage;

describe.skipIf(cannot !== null)(title, () => {
  beforeAll(async () => {
    folder = temporaryFolder('ipv6');
    const authority = await createAuthority(folder.path, [api, files]);
    const hostsFile = join(folder.path, 'hosts');
    writeFileSync(hostsFile, `127.0.0.1 localhost\n${hostsLine('::1')}`);
    scene = await startScene({
      files: { 'page.md': page },
      settings: { 'zImage.apiBaseUrl': `https://${api}` },
      environment: { NODE_EXTRA_CA_CERTS: authority.certificate },
      hostsFile,
      runcomfy: {
        durations: instant,
        publicUrls: { apiUrl: `https://${api}`, filesUrl: `https://${files}` },
      },
    });
    terminator = await startTerminator(folder.path, authority.host, '::1', scene.runcomfy);
    onThisMachine = await Passage.start('::1');
    onThisMachine.leadTo(scene.runcomfy.apiUrl);
    customer = new Customer(scene);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await scene.workbench.screenshot(`failed ${task.name}`);
    }
    await customer.checkPaid();
  });

  afterAll(async () => {
    await scene.end();
    await Promise.all([terminator.stop(), onThisMachine.close()]);
    folder.remove();
  });

  test('makes a picture for the gallery', async () => {
    await customer.orderIsDelivered();
  });

  test('makes a picture that is inserted', async () => {
    const { workbench } = scene;
    await workbench.openFile('page.md');
    await workbench.editor.select(words);
    customer.alsoOrders(words);
    await workbench.editor.chooseFromContextMenu(words, 'Generate Image and Insert');
    await workbench.editor.line('![').waitFor();
    const text = await workbench.save(scene.path('page.md'));
    expect(text).toBe(`${page.trimEnd()}\n\n![${words}](images/a-lighthouse.png)\n`);
  });

  test('may be on this machine, over plain http at [::1]', async () => {
    writeUserSettings(scene.vscode.userData, { 'zImage.apiBaseUrl': onThisMachine.url }, true);
    await scene.vscode.reload();
    await customer.orderIsDelivered();
  });
});
