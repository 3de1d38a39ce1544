import { encodeQR } from '../vendor/qr/index.js';
import { byId, s } from './dom.js';
import { SESSION_TYPES } from './texts.js';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const COPIED_MS = 1_600;

/** The card with the invite code, its QR code and what can be done with them. */
export class InviteView {
  #kind = 'web';
  /** @type {import('../client/session.js').Session | null} */
  #session = null;

  /** @param {{onLeave: () => void}} actions */
  constructor({ onLeave }) {
    byId('qr-web').addEventListener('click', () => this.#choose('web'));
    byId('qr-app').addEventListener('click', () => this.#choose('app'));
    byId('copy-code').addEventListener('click', () => this.#copy('copy-code', this.#session.inviteCode));
    byId('copy-link').addEventListener('click', () => this.#copy('copy-link', this.#link()));
    byId('leave').addEventListener('click', onLeave);
  }

  /** @param {import('../client/session.js').Session} session */
  show(session) {
    this.#session = session;
    byId('invite-code').textContent = session.inviteCode;
    byId('session-type').textContent = SESSION_TYPES[session.sessionType] ?? session.sessionType;
    byId('session-type').hidden = !session.sessionType;
    this.#choose(this.#kind);
  }

  /** @param {'web' | 'app'} kind */
  #choose(kind) {
    this.#kind = kind;
    byId('qr-web').setAttribute('aria-pressed', String(kind === 'web'));
    byId('qr-app').setAttribute('aria-pressed', String(kind === 'app'));
    const link = this.#link();
    drawQr(byId('qr'), link);
    byId('qr').setAttribute('aria-label', `QR code of ${link}`);
    const local = kind === 'web' && LOOPBACK.test(location.hostname);
    byId('invite-hint').textContent = local
      ? `Other devices need this machine's network address instead of ${location.hostname}, and a ` +
        'server started with --host 0.0.0.0.'
      : '';
  }

  #link() {
    const { inviteCode, deepLink } = this.#session;
    if (this.#kind === 'app') return deepLink;
    return `${location.origin}${location.pathname}#join=${inviteCode}`;
  }

  /** @param {string} id @param {string} text */
  async #copy(id, text) {
    const label = byId(id).querySelector('span');
    const before = label.dataset.text ?? label.textContent;
    label.dataset.text = before;
    label.textContent = (await copyText(text)) ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => {
      label.textContent = before;
    }, COPIED_MS);
  }
}

/**
 * @param {HTMLElement} svg
 * @param {string} text
 */
function drawQr(svg, text) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  let path = '';
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  svg.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`);
  svg.replaceChildren(s('path', { d: path }));
}

/**
 * The clipboard's modern interface is absent over plain HTTP: an invisible field serves there.
 *
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'visually-hidden';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
