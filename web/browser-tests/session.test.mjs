import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { Browser } from './browser.mjs';

describe('two tabs in one session', () => {
  let browser, host, guest, code;

  before(async () => {
    browser = await Browser.launch();
    host = await browser.tab('Maya laptop');
    code = await host.create();
    guest = await browser.tab('Office tablet');
    await guest.join(code);
    await Promise.all([host.connected(), guest.connected()]);
  });
  after(() => browser.close());

  test('the invite code has its form', () => {
    assert.match(code, /^AVNE-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  });

  test('both show the same members, roles, hub and licence', async () => {
    const [seenByHost, seenByGuest] = [await host.people(), await guest.people()];

    assert.deepEqual(Object.keys(seenByHost).sort(), ['Maya laptop', 'Office tablet']);
    assert.deepEqual(seenByHost, seenByGuest);
    assert.equal(seenByHost['Maya laptop'].role, 'HOST');
    assert.equal(Object.values(seenByHost).filter(({ hub }) => hub).length, 1);
    assert.equal(seenByHost['Maya laptop'].licensed, true);
  });

  test('the log shows offer, answer and candidates on both sides, and no secret', async () => {
    await guest.logged('out', 'SDP_OFFER');
    await guest.logged('in', 'SDP_ANSWER');
    await host.logged('in', 'SDP_OFFER');
    await host.logged('out', 'SDP_ANSWER');
    for (const tab of [host, guest]) {
      await tab.logged('out', 'ICE_CANDIDATE');
      await tab.logged('in', 'ICE_CANDIDATE');
    }
    const row = host.$('.entry[data-type="CREATE_SESSION"]');
    await row.locator('summary').click();
    await row.locator('pre > span').first().waitFor();
    const json = await row.locator('pre').textContent();
    assert.match(json, /"sessionType": "CALL"/);
    assert.doesNotMatch(json, /dev-pro/);
  });

  test('the log can be filtered, paused and cleared', async () => {
    const visible = () => guest.$('.entry:visible').count();
    await guest.$('#log-filter').fill('sdp_');
    assert.equal(await visible(), await guest.$('.entry[data-type^="SDP_"]').count());
    await guest.$('#log-filter').fill('');

    await guest.page.getByRole('button', { name: 'Pause the log' }).click();
    const before = await guest.$('.entry').count();
    await guest.slide('Memory', 8);
    await guest.$('#log-count', { hasText: 'paused' }).waitFor();
    assert.equal(await guest.$('.entry').count(), before);
    await guest.page.getByRole('button', { name: 'Resume the log' }).click();
    await guest.logged('reply', 'CAPABILITY_UPDATED');

    await guest.page.getByRole('button', { name: 'Clear the log' }).click();
    await guest.$('#log .empty').waitFor();
  });

  test('chat goes both ways over the data channel', async () => {
    await host.say('Hello from the host');
    await guest.hears('Hello from the host');
    await guest.say('<b>Hello</b> from the guest & more');
    await host.hears('<b>Hello</b> from the guest & more');
  });

  test('a file of 3 MB arrives whole', async () => {
    const content = randomBytes(3_000_000);
    const file = { name: 'random.bin', mimeType: 'application/octet-stream', buffer: content };
    await guest.$('#file').setInputFiles(file);

    const sent = guest.$('[data-transfer="out"][data-sha256]');
    const received = host.$('[data-transfer="in"][data-sha256]');
    await Promise.all([sent.waitFor(), received.waitFor()]);
    const hash = createHash('sha256').update(content).digest('hex');
    assert.equal(await sent.getAttribute('data-sha256'), hash);
    assert.equal(await received.getAttribute('data-sha256'), hash);
    const [download] = await Promise.all([
      host.page.waitForEvent('download'),
      host.page.getByRole('link', { name: 'Save random.bin' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'random.bin');
    assert.ok((await readFile(await download.path())).equals(content));
  });

  test('an empty file and a picture arrive too', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    await host.$('#file').setInputFiles([
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
      { name: 'pixel.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') },
    ]);
    await guest.page.getByRole('link', { name: 'Save empty.txt' }).waitFor();
    await guest.page.getByRole('img', { name: 'pixel.png' }).waitFor();
  });

  test('a stronger device becomes the hub, and a weak battery gives it back', async () => {
    const hubIs = (tab, name) =>
      tab.$('.person[data-hub]').filter({ hasText: name }).waitFor({ state: 'attached' });
    await guest.slide('CPU cores', 64);
    await Promise.all([hubIs(host, 'Office tablet'), hubIs(guest, 'Office tablet')]);
    const people = await host.people();
    assert.equal(people['Office tablet'].role, 'HUB');
    assert.equal(people['Maya laptop'].role, 'HOST');

    const charging = guest.page.getByRole('switch', { name: 'Charging' });
    if (await charging.isChecked()) await charging.press('Space');
    await guest.slide('Battery', 10);
    await Promise.all([hubIs(host, 'Maya laptop'), hubIs(guest, 'Maya laptop')]);
    assert.equal((await guest.people())['Office tablet'].role, 'GUEST');
  });

  test('a changed score is seen by the other', async () => {
    await host.slide('Bandwidth', 500);
    const score = () => host.people().then((people) => people['Maya laptop'].score);
    await host.$('#own-score').waitFor();
    await assertSoon(async () => {
      const mine = await score();
      return mine > 2_500 && (await guest.people())['Maya laptop'].score === mine;
    });
  });

  test('a lost signaling connection comes back, and the data channel does not notice', async () => {
    await guest.cutConnection();
    await guest.say('Said without a server');
    await host.hears('Said without a server');
    await guest.$('#connection[data-state="ready"]').waitFor();
    await assertSoon(async () => (await host.$('.person').count()) === 2);
    await guest.slide('Memory', 32);
    await guest.logged('reply', 'CAPABILITY_UPDATED');
    assert.deepEqual(Object.keys(await guest.people()).sort(), ['Maya laptop', 'Office tablet']);
  });

  test('a reloaded tab is the same device and returns to the session', async () => {
    await guest.page.reload();
    await guest.$('#session').waitFor();
    await Promise.all([guest.connected(), host.connected()]);
    await guest.say('Back again');
    await host.hears('Back again');
    assert.equal(await host.$('.person').count(), 2);
  });

  test('who leaves is gone for the others and can join again', async () => {
    await guest.page.getByRole('button', { name: 'Leave' }).click();
    await guest.$('#start').waitFor();
    await host.$('.notice', { hasText: 'Office tablet left' }).waitFor();
    await assertSoon(async () => (await host.$('.person').count()) === 1);

    await guest.join(code.toLowerCase().replaceAll('-', ''));
    await Promise.all([host.connected(), guest.connected()]);
  });

  test('when the host leaves the session is over', async () => {
    await host.page.getByRole('button', { name: 'Leave' }).click();
    await guest.$('#banner', { hasText: 'the host left' }).waitFor();
    await guest.$('#start').waitFor();
    assert.equal(await guest.page.getByLabel('Invite code').first().inputValue(), '');
    await guest.submitCode(code);
    await guest.$('#join-error:visible').waitFor();
    // A complaint does not outlive the next session.
    await guest.create();
    await guest.page.getByRole('button', { name: 'Leave' }).click();
    await guest.$('#start').waitFor();
    assert.equal(await guest.$('.form-error:visible').count(), 0);
  });
});

/** @param {() => Promise<boolean>} condition */
async function assertSoon(condition) {
  const deadline = Date.now() + 15_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `never came true: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
