import { Emitter } from './emitter.js';
import { FileLane } from './file-lane.js';
import { PeerLink } from './peer-link.js';

/**
 * @typedef {object} PeerMeshOptions
 * @property {string[]} [labels] more data channels beside `chat` and `files`
 * @property {RTCConfiguration} [rtcConfiguration]
 * @property {number} [maxFileBytes] larger offered files are refused; default 256 MiB
 * @property {(transfer: import('./file-lane.js').Transfer) => boolean} [acceptFile]
 * @property {number} [watchMs] see {@link import('./peer-link.js').PeerLinkOptions}
 * @property {number} [patienceMs] a newcomer makes the offers; after this long without one the
 *     others make it, default 4,000
 */

/**
 * Data channels to all other members of a session.
 *
 * A device that joins connects to those who are there. Events:
 *
 * - `link` `{fingerprint, state}` – see {@link import('./peer-link.js').LinkState}
 * - `open` `{fingerprint, label}` – a channel can be used
 * - `chat` `{from, text}` – each message of the channel `chat` is plain text
 * - `transfer` {@link import('./file-lane.js').Transfer}
 * - `data` `{from, label, data}` – of the further channels
 * - `warning` `{fingerprint, error}` – a negotiation step that failed; the link goes on trying
 */
export class PeerMesh extends Emitter {
  #session;
  #options;
  /** @type {Map<string, PeerLink>} */
  #links = new Map();
  /** @type {Map<string, Map<string, RTCDataChannel[]>>} */
  #channels = new Map();
  /** @type {Map<string, FileLane[]>} */
  #lanes = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #patience = new Map();
  /** @type {(() => void)[]} */
  #unsubscribe = [];
  #closed = false;

  /**
   * @param {import('./session.js').Session} session
   * @param {PeerMeshOptions} [options]
   */
  constructor(session, options = {}) {
    super();
    this.#session = session;
    this.#options = { patienceMs: 4_000, labels: [], ...options };
    this.#unsubscribe.push(
      session.on('relay', (message) => this.#onRelay(message)),
      session.on('joined', ({ fingerprint }) => this.#expect(fingerprint)),
      session.on('left', ({ fingerprint }) => this.#drop(fingerprint)),
      session.on('turn', (turn) => this.#links.forEach((link) => link.updateTurn(turn))),
      session.on('peer-state', ({ fingerprint, connected }) => {
        if (connected) this.#links.get(fingerprint)?.recover();
      }),
      session.on('resumed', () => this.#reconcile()),
      session.on('ended', () => this.close()),
    );
    this.#reconcile();
  }

  /** @returns {PeerLink[]} */
  get links() {
    return [...this.#links.values()];
  }

  /** @param {string} fingerprint @returns {PeerLink | undefined} */
  link(fingerprint) {
    return this.#links.get(fingerprint);
  }

  /**
   * @param {string} text
   * @param {{to?: string}} [options] default: to everyone
   * @returns {number} how many members it was sent to
   */
  sendChat(text, options) {
    return this.send('chat', text, options);
  }

  /**
   * @param {string} label
   * @param {string | ArrayBuffer | ArrayBufferView} data
   * @param {{to?: string}} [options]
   * @returns {number} how many members it was sent to
   */
  send(label, data, { to } = {}) {
    let sent = 0;
    for (const [fingerprint, byLabel] of this.#channels) {
      if (to !== undefined && to !== fingerprint) continue;
      const channel = byLabel.get(label)?.find(({ readyState }) => readyState === 'open');
      if (!channel) continue;
      channel.send(/** @type {any} */ (data));
      sent++;
    }
    return sent;
  }

  /**
   * @param {File | Blob} file
   * @param {{to?: string, name?: string}} [options]
   * @returns {import('./file-lane.js').Transfer[]} one for each receiver
   */
  sendFile(file, { to, name } = {}) {
    const transfers = [];
    for (const [fingerprint, lanes] of this.#lanes) {
      if (to !== undefined && to !== fingerprint) continue;
      const lane = lanes.find(({ open }) => open);
      if (lane) transfers.push(lane.send(file, name));
    }
    return transfers;
  }

  /** @param {string} id of a transfer */
  cancelTransfer(id) {
    for (const lanes of this.#lanes.values()) for (const lane of lanes) lane.cancel(id);
  }

  /** Closes all connections; the session itself goes on. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    for (const off of this.#unsubscribe) off();
    for (const fingerprint of [...this.#links.keys()]) this.#drop(fingerprint);
    for (const timer of this.#patience.values()) clearTimeout(timer);
    this.#patience.clear();
  }

  /** Brings the links in line with the members: after joining, and after a reconnection. */
  #reconcile() {
    const self = this.#session.connection.fingerprint;
    const members = new Set(this.#session.participants.map(({ fingerprint }) => fingerprint));
    for (const fingerprint of [...this.#links.keys()]) {
      if (!members.has(fingerprint)) this.#drop(fingerprint);
    }
    for (const fingerprint of members) {
      if (fingerprint === self) continue;
      const link = this.#links.get(fingerprint);
      if (link) link.recover();
      else this.#makeLink(fingerprint).initiate();
    }
  }

  /** @param {string} fingerprint a newcomer, who makes the offer */
  #expect(fingerprint) {
    if (this.#links.has(fingerprint)) return;
    clearTimeout(this.#patience.get(fingerprint));
    this.#patience.set(
      fingerprint,
      setTimeout(() => {
        this.#patience.delete(fingerprint);
        if (!this.#links.has(fingerprint)) this.#makeLink(fingerprint).initiate();
      }, this.#options.patienceMs),
    );
  }

  #onRelay(message) {
    const from = message.fromFingerprint;
    if (!this.#session.participant(from)) return;
    let link = this.#links.get(from);
    if (!link) {
      // Only an offer starts something; a late answer or candidate belongs to a link that is gone.
      if (message.type !== 'SDP_OFFER') return;
      link = this.#makeLink(from);
    }
    link.handle(message);
  }

  /** @param {string} fingerprint */
  #makeLink(fingerprint) {
    clearTimeout(this.#patience.get(fingerprint));
    this.#patience.delete(fingerprint);
    const link = new PeerLink({
      session: this.#session,
      remote: fingerprint,
      labels: ['chat', 'files', ...this.#options.labels],
      rtcConfiguration: this.#options.rtcConfiguration,
      watchMs: this.#options.watchMs,
    });
    this.#links.set(fingerprint, link);
    this.#channels.set(fingerprint, new Map());
    this.#lanes.set(fingerprint, []);
    link.on('state', (state) => this.emit('link', { fingerprint, state }));
    link.on('channel', (channel) => this.#adopt(fingerprint, channel));
    link.on('warning', (error) => this.emit('warning', { fingerprint, error }));
    this.emit('link', { fingerprint, state: link.state });
    return link;
  }

  /** @param {string} fingerprint @param {RTCDataChannel} channel */
  #adopt(fingerprint, channel) {
    const { label } = channel;
    const byLabel = this.#channels.get(fingerprint);
    if (!byLabel) return;
    // When offers crossed there are two channels of one label: either is read, the first one that
    // is open is written to.
    byLabel.set(label, [...(byLabel.get(label) ?? []).filter(isAlive), channel]);
    if (label === 'files') {
      this.#adoptLane(fingerprint, channel);
    } else {
      channel.addEventListener('message', ({ data }) => this.#onData(fingerprint, label, data));
    }
    const opened = () => this.emit('open', { fingerprint, label });
    if (channel.readyState === 'open') queueMicrotask(opened);
    else channel.addEventListener('open', opened);
  }

  /** @param {string} fingerprint @param {RTCDataChannel} channel */
  #adoptLane(fingerprint, channel) {
    const { maxFileBytes, acceptFile } = this.#options;
    const lane = new FileLane(channel, { peer: fingerprint, maxFileBytes, accept: acceptFile });
    lane.on('transfer', (transfer) => this.emit('transfer', transfer));
    this.#lanes.get(fingerprint)?.push(lane);
    channel.addEventListener('close', () => {
      const others = (this.#lanes.get(fingerprint) ?? []).filter((other) => other !== lane);
      if (this.#lanes.has(fingerprint)) this.#lanes.set(fingerprint, others);
    });
  }

  /** @param {string} from @param {string} label @param {string | ArrayBuffer} data */
  #onData(from, label, data) {
    if (label !== 'chat') this.emit('data', { from, label, data });
    else if (typeof data === 'string') this.emit('chat', { from, text: data });
  }

  /** @param {string} fingerprint */
  #drop(fingerprint) {
    clearTimeout(this.#patience.get(fingerprint));
    this.#patience.delete(fingerprint);
    this.#links.get(fingerprint)?.close();
    this.#links.delete(fingerprint);
    this.#channels.delete(fingerprint);
    this.#lanes.delete(fingerprint);
  }
}

/** @param {RTCDataChannel} channel */
const isAlive = ({ readyState }) => readyState === 'connecting' || readyState === 'open';
