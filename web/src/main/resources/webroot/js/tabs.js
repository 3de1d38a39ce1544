import { byId } from './dom.js';

/** On small screens the session's cards are spread over tabs. */
export class Tabs {
  #unread = 0;
  #session = byId('session');
  /** @type {HTMLElement[]} */
  #buttons = [...document.querySelectorAll('[data-show]')];

  constructor() {
    for (const button of this.#buttons) {
      button.addEventListener('click', () => {
        this.show(button.dataset.show);
        scrollTo(0, 0);
      });
    }
  }

  /** @param {string} name */
  show(name) {
    this.#session.dataset.tab = name;
    for (const button of this.#buttons) {
      if (button.dataset.show === name) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    if (name === 'chat') this.#count(0);
  }

  /** Something came in the chat, which may be out of sight. */
  unread() {
    if (this.#session.dataset.tab !== 'chat') this.#count(this.#unread + 1);
  }

  /** @param {number} count */
  #count(count) {
    this.#unread = count;
    const badge = byId('unread');
    badge.textContent = count > 99 ? '99+' : String(count);
    badge.hidden = count === 0;
  }
}
