import { byId, h } from './dom.js';
import { clockWithMillis, duration, shortPrint } from './format.js';

const MAX_ENTRIES = 500;
const ARROWS = { out: '→', in: '←', reply: '↩' };
const SPOKEN = { out: 'sent', in: 'received', reply: 'answer' };
const NEAR_END_PX = 24;

/** @typedef {import('../client/signaling-connection.js').SignalEntry} SignalEntry */

/** All that goes over the signaling connection, newest at the end; secrets are masked before. */
export class LogView {
  #list = byId('log');
  #filter = '';
  #paused = false;
  /** @type {SignalEntry[]} came while paused, or not yet shown */
  #waiting = [];
  #count = 0;
  #scheduled = false;
  /** @type {(fingerprint: string) => string | undefined} */
  #nameOf = () => undefined;

  constructor() {
    byId('log-filter').addEventListener('input', ({ target }) => {
      this.#filter = target.value.trim().toLowerCase();
      for (const row of this.#list.querySelectorAll('.entry')) this.#applyFilter(row);
    });
    byId('log-pause').addEventListener('click', () => this.#togglePause());
    byId('log-clear').addEventListener('click', () => this.#clear());
    this.#clear();
  }

  /** @param {(fingerprint: string) => string | undefined} nameOf the names of members */
  useNames(nameOf) {
    this.#nameOf = nameOf;
  }

  /** @param {SignalEntry} entry */
  add(entry) {
    this.#count++;
    this.#waiting.push(entry);
    if (this.#waiting.length > MAX_ENTRIES) this.#waiting.shift();
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.#flush();
    }, 50);
  }

  #flush() {
    const text = String(this.#count);
    byId('log-count').textContent = this.#paused ? `${text}, paused` : text;
    if (this.#paused || this.#waiting.length === 0) return;
    const list = this.#list;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
    list.querySelector('.empty')?.remove();
    list.append(...this.#waiting.splice(0).map((entry) => this.#row(entry)));
    while (list.childElementCount > MAX_ENTRIES) list.firstElementChild.remove();
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  /** @param {SignalEntry} entry */
  #row(entry) {
    const { direction, type, payload, time, failed, tookMs } = entry;
    const detail = this.#detail(entry);
    const body = h('pre');
    const row = h(
      'details',
      { class: 'entry', 'data-direction': direction, 'data-type': type, 'data-failed': failed },
      h(
        'summary',
        {},
        h('span', { class: 'arrow', title: SPOKEN[direction], 'aria-label': SPOKEN[direction], role: 'img' }, ARROWS[direction]),
        h('span', { class: 'what' }, type, detail && h('span', { class: 'detail' }, ` ${detail}`)),
        h('time', {}, direction === 'reply' && tookMs !== undefined ? duration(tookMs) : clockWithMillis(time)),
      ),
      body,
    );
    row.dataset.text = `${type} ${detail} ${JSON.stringify(payload)}`.toLowerCase();
    // Most rows are never opened.
    row.addEventListener('toggle', () => {
      if (!body.hasChildNodes()) body.append(...highlight(readable(payload)));
    });
    this.#applyFilter(row);
    return row;
  }

  /** @param {SignalEntry} entry @returns {string} the one thing to know about it */
  #detail({ direction, payload }) {
    if (!payload) return '';
    if (payload.code) return payload.code;
    if (payload.status) return payload.status;
    const other =
      direction === 'out'
        ? payload.toFingerprint
        : (payload.fromFingerprint ?? payload.participant?.fingerprint ?? payload.hubFingerprint);
    const about = other ?? (direction === 'in' ? payload.fingerprint : undefined);
    return about ? (this.#nameOf(about) ?? shortPrint(about)) : '';
  }

  /** @param {any} row */
  #applyFilter(row) {
    row.hidden = this.#filter !== '' && !row.dataset.text.includes(this.#filter);
  }

  #togglePause() {
    this.#paused = !this.#paused;
    const button = byId('log-pause');
    button.setAttribute('aria-pressed', String(this.#paused));
    button.setAttribute('aria-label', this.#paused ? 'Resume the log' : 'Pause the log');
    this.#flush();
  }

  #clear() {
    this.#waiting = [];
    this.#count = 0;
    this.#list.replaceChildren(
      h('p', { class: 'empty' }, 'Every request, answer and push of the server appears here.'),
    );
    byId('log-count').textContent = '0';
  }
}

/** @param {any} payload @returns {string} JSON, in which the lines of an SDP stand one by one */
function readable(payload) {
  return (JSON.stringify(payload, null, 2) ?? '').replaceAll('\\r\\n', '\n    ');
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b/gi;

/** @param {string} json @returns {(Node | string)[]} */
function highlight(json) {
  const parts = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    const [whole, string, colon] = match;
    parts.push(json.slice(end, match.index));
    const kind = colon ? 'json-key' : string ? 'json-string' : 'json-other';
    parts.push(h('span', { class: kind }, string ?? whole), colon ?? '');
    end = match.index + whole.length;
  }
  parts.push(json.slice(end));
  return parts;
}
