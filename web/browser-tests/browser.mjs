import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const BASE_URL = process.env.BASE_URL ?? 'http://127.0.0.1:8080';

/** A name for this machine that browsers do not take for a secure origin, unlike 127.0.0.1. */
export const PLAIN_HOST = 'netavanue.test';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Tabs in the background work at full speed.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  // WebRTC uses loopback only when told to, and shows addresses rather than mDNS names.
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
];

/** A browser with a profile of its own, whose tabs are checked for errors at its end. */
export class Browser {
  #context;
  #profile;
  /** @type {string[]} */
  #problems = [];

  static async launch() {
    const browser = new Browser();
    browser.#profile = await mkdtemp(join(tmpdir(), 'netavanue-browser-'));
    browser.#context = await chromium.launchPersistentContext(browser.#profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      headless: true,
      args: FLAGS,
      viewport: { width: 1280, height: 800 },
      permissions: ['camera', 'microphone'],
      acceptDownloads: true,
    });
    browser.#context.setDefaultTimeout(15_000);
    return browser;
  }

  /**
   * Opens the page in a new tab, under a device name.
   *
   * @param {string} name
   * @param {{hash?: string, viewport?: {width: number, height: number}, base?: string,
   *     colorScheme?: 'light' | 'dark'}} [options]
   */
  async tab(name, { hash = '', viewport, base = BASE_URL, colorScheme } = {}) {
    const page = await this.#context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.#problem(`${name}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#problem(`${name}: ${error.stack}`));
    // Lets a test cut the connection as a network would.
    await page.addInitScript(() => {
      const Original = window.WebSocket;
      window.openSockets = [];
      window.WebSocket = class extends Original {
        constructor(...args) {
          super(...args);
          window.openSockets.push(this);
        }
      };
    });
    await page.addInitScript((deviceName) => {
      sessionStorage.setItem('netavanue.deviceName', deviceName);
    }, name);
    if (viewport) await page.setViewportSize(viewport);
    if (colorScheme) await page.emulateMedia({ colorScheme });
    await page.goto(`${base}/${hash}`);
    await page.locator('#connection[data-state="ready"]').waitFor();
    return new Tab(page);
  }

  /** Opens something else than the page. @param {string} url */
  async open(url) {
    const page = await this.#context.newPage();
    page.on('pageerror', (error) => this.#problem(error.stack));
    await page.goto(url);
    return page;
  }

  /**
   * Runs a module in an otherwise empty page of the server's origin.
   *
   * @param {string} code
   * @returns {Promise<{until: (pattern: RegExp) => Promise<string>}>} waits for what it logs
   */
  async script(code) {
    const page = await this.#context.newPage();
    let text = '';
    let look = () => {};
    page.on('console', (message) => {
      text += `${message.text()}\n`;
      look();
    });
    page.on('pageerror', (error) => this.#problem(error.stack));
    await page.route(`${BASE_URL}/example.html`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<script type="module">${code}</script>` }),
    );
    await page.goto(`${BASE_URL}/example.html`);
    return {
      until: (pattern) =>
        new Promise((resolve) => {
          look = () => pattern.test(text) && resolve(text);
          look();
        }),
    };
  }

  #problem(text) {
    this.#problems.push(text);
  }

  /** Closes all and fails if a tab logged an error, a broken security policy included. */
  async close() {
    await this.#context.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
    assert.deepEqual(this.#problems, []);
  }
}

/** What a person does and sees in one tab. */
export class Tab {
  constructor(page) {
    this.page = page;
  }

  $(selector, options) {
    return this.page.locator(selector, options);
  }

  async create(licence = 'dev-pro') {
    await this.page.getByLabel('Licence token').fill(licence);
    await this.page.getByRole('button', { name: 'Create session' }).click();
    await this.$('#session').waitFor();
    return this.inviteCode();
  }

  async join(code) {
    await this.submitCode(code);
    await this.$('#session').waitFor();
  }

  async submitCode(code) {
    await this.page.getByLabel('Invite code').first().fill(code);
    await this.page.getByRole('button', { name: 'Join session' }).click();
  }

  inviteCode() {
    return this.$('#invite-code').textContent();
  }

  /** Waits until data channels to so many others are open. */
  async connected(others = 1) {
    await this.$('.person .person-path[data-state="connected"]').nth(others - 1).waitFor();
    await this.$('#chat-text:enabled').waitFor();
  }

  /** @returns {Promise<Record<string, {role: string, hub: boolean, score: number}>>} by name */
  async people() {
    const rows = await this.$('.person').evaluateAll((items) =>
      items.map((item) => [
        item.querySelector('.person-name > span').textContent,
        {
          role: item.dataset.role,
          hub: item.hasAttribute('data-hub'),
          score: Number(item.querySelector('.person-score > span').textContent),
          licensed: item.querySelector('.licensed') !== null,
        },
      ]),
    );
    return Object.fromEntries(rows);
  }

  async say(text) {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('textbox', { name: 'Message' }).press('Enter');
  }

  /** Waits for a bubble of someone else with this text. */
  hears(text) {
    return this.$('.message:not(.own) .bubble').filter({ hasText: text }).waitFor();
  }

  /** Waits for a row of the signaling log. */
  logged(direction, type) {
    return this.$(`.entry[data-direction="${direction}"][data-type="${type}"]`).first().waitFor({
      state: 'attached',
    });
  }

  async slide(label, value) {
    await this.page.getByRole('slider', { name: label }).fill(String(value));
  }

  /** @returns {Promise<number>} by how many pixels the page is wider than its window */
  overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  cutConnection() {
    return this.page.evaluate(() => window.openSockets.forEach((socket) => socket.close()));
  }
}
