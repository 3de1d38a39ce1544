import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { BASE_URL, Browser } from './browser.mjs';

const ROOT = new URL('../../', import.meta.url);
const CODE = /AVNE-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}/;
const PATIENCE = { timeout: 30_000 };

/** The JavaScript examples of a page of the documentation, in its order. */
async function examples(file) {
  const text = await readFile(new URL(file, ROOT), 'utf8');
  return [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
}

/** Replaces what must occur exactly once, so that an example that changes its shape fails here. */
function replaced(text, from, to) {
  assert.equal(text.split(from).length, 2, `${from} must stand once in:\n${text}`);
  return text.replace(from, () => to);
}

describe('README.md', () => {
  test('its first session runs as printed, and hears of another device', PATIENCE, async (t) => {
    const [example, ...others] = await examples('README.md');
    assert.deepEqual(others, [], 'an example that no test runs');

    const folder = await mkdtemp(join(tmpdir(), 'netavanue-readme-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await symlink(fileURLToPath(new URL('node_modules', import.meta.url)), join(folder, 'node_modules'));
    await writeFile(join(folder, 'first.mjs'), replaced(example, 'http://127.0.0.1:8080', BASE_URL));
    const laptop = spawn(process.execPath, ['first.mjs'], { cwd: folder });
    t.after(() => laptop.kill());
    const output = transcript(laptop);

    const reply = await output.until(/\n}\n/);
    for (const field of ['sessionId:', 'turnCredentials:', 'password:', 'maxPeers: 10']) {
      assert.ok(reply.includes(field), `${field} is missing in:\n${reply}`);
    }

    const phone = io(`${BASE_URL}/signaling`, { forceNew: true });
    t.after(() => phone.close());
    const joined = await phone.timeout(10_000).emitWithAck('JOIN_SESSION', {
      fingerprint: 'cd'.repeat(32),
      publicKey: 'bXkgb3RoZXIga2V5',
      deviceName: 'Phone',
      platform: 'ANDROID',
      inviteCode: reply.match(CODE)[0],
      capabilities: { cpuCores: 4, ramMb: 4096 },
    });
    assert.equal(joined.type, 'SESSION_JOINED', JSON.stringify(joined));
    await output.until(/PARTICIPANT_JOINED/);
  });
});

describe('web/client/README.md', () => {
  test('its examples connect two pages, which greet each other', PATIENCE, async (t) => {
    const [create, join, ...others] = await examples('web/client/README.md');
    assert.deepEqual(others, [], 'an example that no test runs');
    const browser = await Browser.launch();
    t.after(() => browser.close());

    const host = await browser.script(create);
    const code = (await host.until(CODE)).match(CODE)[0];
    const [creation] = create.match(/^const session = .*\n/m);
    const joining = replaced(join, CODE.exec(join)[0], code);
    const guest = await browser.script(replaced(create, creation, joining));

    await Promise.all([host.until(/ Hello$/m), guest.until(/ Hello$/m)]);
  });
});

/** Gathers what a process prints. `until` fails when the process ends first. */
function transcript(child) {
  let text = '';
  let ended = false;
  let look = () => {};
  const grow = (chunk) => {
    text += chunk;
    look();
  };
  child.stdout.setEncoding('utf8').on('data', grow);
  child.stderr.setEncoding('utf8').on('data', grow);
  child.on('close', () => {
    ended = true;
    look();
  });
  return {
    until: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (pattern.test(text)) resolve(text);
          else if (ended) reject(new Error(`ended without ${pattern}:\n${text}`));
        };
        look();
      }),
  };
}
