import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decodeQR } from 'qr/decode.js';
import { BASE_URL, Browser, PLAIN_HOST } from './browser.mjs';

const PHONE = { width: 360, height: 740 };

describe('the page', () => {
  let browser;

  before(async () => {
    browser = await Browser.launch();
  });
  after(() => browser.close());

  test('is served with a strict content security policy', async () => {
    const policy = (await fetch(`${BASE_URL}/`)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src '(self|none)'/);
    assert.doesNotMatch(policy, /unsafe/);
  });

  test('tells what is wrong with a code or a licence', async () => {
    const tab = await browser.tab('Someone');
    const joinError = tab.$('#join-error');
    await tab.submitCode('');
    await joinError.filter({ hasText: 'Enter the invite code' }).waitFor();
    await tab.submitCode('AVNE-2222-2222');
    await joinError.filter({ hasText: 'No session has this code' }).waitFor();

    await tab.page.getByLabel('Licence token').fill('no-such-licence');
    await tab.page.getByRole('button', { name: 'Create session' }).click();
    await tab.$('#create-error').filter({ hasText: 'not known' }).waitFor();
    await tab.page.getByLabel('Licence token').fill('');
    await tab.page.getByRole('button', { name: 'Create session' }).click();
    await tab.$('#create-error').filter({ hasText: 'Enter a licence' }).waitFor();
    await tab.page.close();
  });

  test('a third device is refused by a licence for two', async () => {
    const [host, guest, third] = [
      await browser.tab('Host'),
      await browser.tab('Guest'),
      await browser.tab('Third'),
    ];
    const code = await host.create('dev-free');
    await guest.join(code);
    await third.submitCode(code);
    await third.$('#join-error').filter({ hasText: 'This session is full' }).waitFor();
    assert.equal(await host.$('.person').count(), 2);
    for (const tab of [host, guest, third]) await tab.page.close();
  });

  test('three devices are connected each with each', async () => {
    const host = await browser.tab('One');
    const code = await host.create('dev-pro');
    const second = await browser.tab('Two', { hash: `#join=${code}` });
    const third = await browser.tab('Three', { hash: `#join=${code}` });
    await Promise.all([host, second, third].map((tab) => tab.connected(2)));
    await third.say('Hello, both of you');
    await Promise.all([host.hears('Hello, both'), second.hears('Hello, both')]);
    for (const tab of [host, second, third]) await tab.page.close();
  });

  test('the QR codes hold the page and the app link', async () => {
    const tab = await browser.tab('Host');
    const code = await tab.create();
    assert.equal(await readQr(tab), `${BASE_URL}/#join=${code}`);
    await tab.page.getByRole('button', { name: 'NetAvanue app' }).click();
    assert.equal(await readQr(tab), `avanues://join/${code}`);
    await tab.page.close();
  });

  test('works over plain HTTP from another machine', async () => {
    const base = BASE_URL.replace('127.0.0.1', PLAIN_HOST);
    const host = await browser.tab('Host', { base });
    assert.equal(await host.page.evaluate(() => isSecureContext), false);
    const code = await host.create();
    const guest = await browser.tab('Guest');
    await guest.join(code);
    await Promise.all([host.connected(), guest.connected()]);
    await host.say('Over plain HTTP');
    await guest.hears('Over plain HTTP');
    for (const tab of [host, guest]) await tab.page.close();
  });

  test('a duplicated tab becomes a device of its own', async () => {
    const first = await browser.tab('Original');
    const [copy] = await Promise.all([
      first.page.waitForEvent('popup'),
      first.page.evaluate(() => void window.open(location.href)),
    ]);
    await copy.locator('#connection[data-state="ready"]').waitFor();
    const print = (page) => page.locator('#fingerprint').getAttribute('title');
    assert.notEqual(await print(copy), await print(first.page));
    assert.equal(await first.$('#connection').getAttribute('data-state'), 'ready');
    await copy.close();
    await first.page.close();
  });

  test('has room for the names of members at every width', async () => {
    const tab = await browser.tab('Maya laptop');
    await tab.create();
    for (const width of [1600, 1280, 1241, 1240, 1024, 1001, 1000, 360]) {
      await tab.page.setViewportSize({ width, height: 768 });
      const cut = await tab
        .$('.person-name > span:first-child')
        .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      assert.equal(cut, 0, `${width} px`);
    }
    await tab.page.close();
  });

  test('fits a phone and shows one part at a time', async () => {
    const tab = await browser.tab('A phone with quite a long name', { viewport: PHONE });
    assert.equal(await tab.overflow(), 0);
    await tab.create();
    const parts = { Session: '#people', Chat: '#composer', Device: '#capabilities', Log: '#log' };
    for (const [name, selector] of Object.entries(parts)) {
      await tab.page.getByRole('navigation').getByRole('button', { name }).click();
      await tab.$(selector).waitFor();
      assert.equal(await tab.overflow(), 0, name);
      const hidden = Object.values(parts).filter((other) => other !== selector);
      for (const other of hidden) assert.equal(await tab.$(other).isVisible(), false, `${name}: ${other}`);
    }
    await tab.page.setViewportSize({ width: 320, height: 568 });
    assert.equal(await tab.overflow(), 0);
    await tab.page.close();
  });

  test('follows the dark mode of the system and can be switched', async () => {
    const tab = await browser.tab('Night owl', { colorScheme: 'dark' });
    const background = () => tab.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await tab.page.getByRole('button', { name: 'Dark theme' }).click();
    const light = await background();
    assert.ok(brightness(dark) < 60 && brightness(light) > 200, `${dark} ${light}`);
    await tab.page.reload();
    assert.equal(await background(), light);
    await tab.page.getByRole('button', { name: 'Dark theme' }).click();
    assert.equal(await background(), dark);
    await tab.page.close();
  });

  test('can be used by keyboard alone', async () => {
    const tab = await browser.tab('Keyboard');
    await tab.page.keyboard.press('Tab');
    assert.equal(await tab.page.evaluate(() => document.activeElement.className), 'skip');
    await tab.page.getByLabel('Licence token').focus();
    await tab.page.keyboard.press('Enter');
    await tab.$('#session').waitFor();
    assert.equal(await tab.page.evaluate(() => document.activeElement.id), 'content');
    const unnamed = await tab.page.evaluate(() =>
      [...document.querySelectorAll('button')]
        .filter((button) => !button.textContent.trim() && !button.getAttribute('aria-label'))
        .map(({ id }) => id),
    );
    assert.deepEqual(unnamed, []);
    await tab.page.close();
  });
});

/** Reads the QR code as it is drawn. */
async function readQr(tab) {
  const { size, path } = await tab.$('#qr').evaluate((svg) => ({
    size: svg.viewBox.baseVal.width,
    path: svg.querySelector('path').getAttribute('d'),
  }));
  const scale = 4;
  const side = size * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < scale; dy++) {
      for (let dx = 0; dx < scale; dx++) {
        data.fill(0, ((y * scale + dy) * side + x * scale + dx) * 4, ((y * scale + dy) * side + x * scale + dx) * 4 + 3);
      }
    }
  }
  return decodeQR({ width: side, height: side, data });
}

/** @param {string} color rgb(…) @returns {number} the mean of its parts */
function brightness(color) {
  const parts = color.match(/\d+/g).slice(0, 3).map(Number);
  return parts.reduce((sum, part) => sum + part, 0) / 3;
}
