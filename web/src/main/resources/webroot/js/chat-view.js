import { byId, h, icon, mark } from './dom.js';
import { bytes, clock } from './format.js';
import { electionText, leavingText } from './texts.js';

const MAX_ROWS = 400;
const MAX_PREVIEW_BYTES = 8_000_000;
const NEAR_END_PX = 60;

/** Messages and files, which go from browser to browser, and what happens in the session. */
export class ChatView {
  #session;
  #mesh;
  #list = byId('messages');
  /** @type {Map<string, HTMLElement>} rows of transfers by receiver and id */
  #transfers = new Map();
  /** @type {string[]} */
  #blobs = [];
  #listening = new AbortController();
  /** @type {Map<string, string>} names of those who may have left since */
  #names = new Map();
  #onUnread;

  /**
   * @param {import('../client/session.js').Session} session
   * @param {import('../client/peer-mesh.js').PeerMesh} mesh
   * @param {() => void} onUnread
   */
  constructor(session, mesh, onUnread) {
    this.#session = session;
    this.#mesh = mesh;
    this.#onUnread = onUnread;
    this.#list.replaceChildren();
    this.#empty();
    mesh.on('chat', ({ from, text }) => {
      this.#message(from, text);
      onUnread();
    });
    mesh.on('transfer', (transfer) => this.#transfer(transfer));
    mesh.on('open', () => this.#refresh());
    mesh.on('link', () => this.#refresh());
    session.on('change', () => this.#refresh());
    session.on('joined', ({ fingerprint }) => this.#notice(`${this.#name(fingerprint)} joined`));
    session.on('left', ({ fingerprint, reason }) => {
      this.#notice(`${this.#name(fingerprint)} ${leavingText(reason)}`);
    });
    session.on('hub', ({ hubFingerprint, reason }) => {
      if (reason !== 'INITIAL') {
        this.#notice(`${this.#name(hubFingerprint)} is the hub now${electionText(reason)}`);
      }
    });
    this.#wire();
    this.#refresh();
  }

  close() {
    this.#listening.abort();
    for (const url of this.#blobs) URL.revokeObjectURL(url);
  }

  #wire() {
    const { signal } = this.#listening;
    const on = (id, name, listener) => byId(id).addEventListener(name, listener, { signal });
    on('composer', 'submit', (event) => {
      event.preventDefault();
      const field = byId('chat-text');
      const text = field.value.trim();
      if (!text || this.#mesh.sendChat(text) === 0) return;
      field.value = '';
      this.#message(this.#session.connection.fingerprint, text);
    });
    on('attach', 'click', () => byId('file').click());
    on('file', 'change', ({ target }) => {
      this.#sendFiles(target.files);
      target.value = '';
    });
    const card = byId('chat-card');
    let depth = 0;
    const dropping = (change) => {
      depth = Math.max(0, depth + change);
      mark(card, 'dropping', depth > 0);
    };
    on('chat-card', 'dragenter', () => dropping(1));
    on('chat-card', 'dragleave', () => dropping(-1));
    on('chat-card', 'dragover', (event) => event.preventDefault());
    on('chat-card', 'drop', (event) => {
      event.preventDefault();
      dropping(-depth);
      this.#sendFiles(event.dataTransfer.files);
    });
  }

  /** @param {FileList} files */
  #sendFiles(files) {
    for (const file of files) {
      try {
        if (this.#mesh.sendFile(file).length === 0) this.#notice(`${file.name}: nobody is connected yet`);
      } catch (error) {
        this.#notice(`${file.name}: ${error.message}`);
      }
    }
  }

  #refresh() {
    const reached = this.#mesh.links.filter(({ state }) => state === 'connected').length;
    const field = byId('chat-text');
    field.disabled = reached === 0;
    field.placeholder = reached === 0 ? 'Nobody is connected yet' : 'Message';
    byId('attach').disabled = reached === 0;
    byId('composer').querySelector('[type="submit"]').disabled = reached === 0;
    byId('chat-path').textContent = reached === 0 ? '' : 'browser to browser, encrypted';
    for (const { fingerprint, deviceName } of this.#session.participants) {
      this.#names.set(fingerprint, deviceName);
    }
  }

  #name(fingerprint) {
    const name = this.#session.participant(fingerprint)?.deviceName ?? this.#names.get(fingerprint);
    return fingerprint === this.#session.connection.fingerprint ? 'This device' : (name ?? 'Someone');
  }

  #empty() {
    this.#list.append(
      h('div', { class: 'empty' }, 'Messages and files go straight from browser to browser. The server only introduces them.'),
    );
  }

  /** @param {string} text */
  #notice(text) {
    this.#append(h('div', { class: 'notice' }, text));
  }

  /** @param {string} from @param {string} text */
  #message(from, text) {
    const own = from === this.#session.connection.fingerprint;
    this.#append(
      h(
        'div',
        { class: own ? 'message own' : 'message' },
        this.#meta(from, own),
        h('div', { class: 'bubble' }, text),
      ),
    );
  }

  /** @param {string} from @param {boolean} own */
  #meta(from, own) {
    const time = h('time', {}, clock(Date.now()));
    return h('div', { class: 'meta' }, !own && h('b', {}, this.#name(from)), time);
  }

  /** @param {import('../client/file-lane.js').Transfer} transfer */
  #transfer(transfer) {
    const key = `${transfer.peer} ${transfer.direction} ${transfer.id}`;
    let row = this.#transfers.get(key);
    if (!row) {
      row = this.#transferRow(transfer);
      this.#transfers.set(key, row);
      this.#append(row);
      if (transfer.direction === 'in') this.#onUnread();
    }
    const { state, done, size } = transfer;
    const running = state === 'running' || state === 'waiting';
    const text = row.querySelector('.file-state');
    text.textContent = stateText(transfer, this.#name(transfer.peer));
    mark(text, 'state', state);
    const progress = row.querySelector('progress');
    progress.value = size === 0 ? 1 : done / size;
    progress.hidden = !running;
    if (!running && row.querySelector('button')) this.#finishRow(row, transfer);
  }

  /** @param {import('../client/file-lane.js').Transfer} transfer */
  #transferRow({ id, direction, peer, name }) {
    const own = direction === 'out';
    const cancel = () => this.#mesh.cancelTransfer(id);
    return h(
      'div',
      { class: own ? 'message own' : 'message', 'data-transfer': direction },
      this.#meta(peer, own),
      h(
        'div',
        { class: 'bubble file-bubble' },
        h('span', { class: 'file-icon' }, icon('file')),
        h('span', { class: 'file-name', title: name }, name),
        h('span', { class: 'file-state' }),
        h('button', { class: 'icon-button file-action', type: 'button', 'aria-label': `Cancel ${name}`, onclick: cancel }, icon('x')),
        h('progress', { max: 1, value: 0, 'aria-label': name }),
      ),
    );
  }

  /** @param {HTMLElement} row @param {import('../client/file-lane.js').Transfer} transfer */
  #finishRow(row, { blob, name, sha256 }) {
    row.querySelector('button').remove();
    if (sha256) {
      row.dataset.sha256 = sha256;
      row.querySelector('.file-state').title = `SHA-256 ${sha256}`;
    }
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    this.#blobs.push(url);
    const bubble = row.querySelector('.file-bubble');
    const save = h('a', { class: 'icon-button file-action', href: url, download: name, 'aria-label': `Save ${name}` }, icon('down'));
    bubble.append(save);
    // Not SVG: an image element runs no script in it, but saving it and opening it would.
    if (/^image\/(png|jpeg|gif|webp|avif)$/.test(blob.type) && blob.size <= MAX_PREVIEW_BYTES) {
      bubble.append(h('img', { class: 'file-preview', src: url, alt: name }));
    }
  }

  /** @param {HTMLElement} row */
  #append(row) {
    const list = this.#list;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
    list.querySelector('.empty')?.remove();
    list.append(row);
    while (list.childElementCount > MAX_ROWS) list.firstElementChild.remove();
    if (atEnd || row.classList.contains('own')) list.scrollTop = list.scrollHeight;
  }
}

/**
 * @param {import('../client/file-lane.js').Transfer} transfer
 * @param {string} peer
 */
function stateText({ state, size, done, direction, error }, peer) {
  const whole = bytes(size);
  const way = direction === 'out' ? `to ${peer}` : '';
  switch (state) {
    case 'waiting':
      return `${whole} ${way} · waiting`;
    case 'running':
      return `${bytes(done)} of ${whole} ${way}`;
    case 'complete':
      return `${whole} ${way} · ${direction === 'out' ? 'arrived intact' : 'verified'}`;
    case 'cancelled':
      return 'Cancelled';
    default:
      return `${state === 'refused' ? 'Refused' : 'Failed'}: ${error}`;
  }
}
