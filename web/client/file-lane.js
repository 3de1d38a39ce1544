import { sha256Stream, toHex } from './bytes.js';
import { Emitter } from './emitter.js';

/** Small enough for every WebRTC stack (RFC 8831, 6.6). */
const CHUNK_BYTES = 16 * 1024;
/** Read from disk at once. */
const BLOCK_BYTES = 16 * CHUNK_BYTES;
/** Sending pauses above the high mark and goes on below the low one. */
const HIGH_WATER = 1024 * 1024;
const LOW_WATER = 256 * 1024;
export const DEFAULT_MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_QUEUED_FILES = 64;
const MAX_NAME_LENGTH = 255;

/**
 * @typedef {object} Transfer one file on its way
 * @property {string} id
 * @property {'out' | 'in'} direction
 * @property {string} peer the other member's fingerprint
 * @property {string} name
 * @property {number} size bytes
 * @property {string} mime
 * @property {number} done bytes sent or received
 * @property {'waiting' | 'running' | 'complete' | 'refused' | 'failed' | 'cancelled'} state
 * @property {string} [sha256] hex, when complete; the receiver compared it
 * @property {Blob} [blob] the received file, when complete
 * @property {string} [error]
 */

/**
 * Sends and receives files over one data channel, one at a time in each direction.
 *
 * On the channel: `{kind:"offer", id, name, size, mime}`, answered by `{kind:"accept", id}` or
 * `{kind:"refuse", id, reason}`; then the bytes as binary messages; `{kind:"end", id, sha256}`,
 * answered by `{kind:"received", id, ok, sha256}`. Either side may send `{kind:"cancel", id}`.
 * Event: `transfer` {@link Transfer}, the same object each time it changes.
 */
export class FileLane extends Emitter {
  #channel;
  #peer;
  #accept;
  #maxFileBytes;
  /** @type {Promise<unknown>} */
  #sending = Promise.resolve();
  #queued = 0;
  /** @type {Map<string, {transfer: Transfer, answer?: (reply: any) => void}>} */
  #outgoing = new Map();
  /** @type {{transfer: Transfer, chunks: ArrayBuffer[], hash: ReturnType<typeof sha256Stream>} | null} */
  #incoming = null;

  /**
   * @param {RTCDataChannel} channel
   * @param {{peer: string, maxFileBytes?: number, accept?: (transfer: Transfer) => boolean}} options
   *     `accept` decides on each offered file; default: yes up to `maxFileBytes`
   */
  constructor(channel, { peer, maxFileBytes = DEFAULT_MAX_FILE_BYTES, accept = () => true }) {
    super();
    this.#channel = channel;
    this.#peer = peer;
    this.#accept = accept;
    this.#maxFileBytes = maxFileBytes;
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = LOW_WATER;
    channel.addEventListener('message', ({ data }) => this.#onMessage(data));
    channel.addEventListener('close', () => this.#onClose());
  }

  /** @returns {boolean} */
  get open() {
    return this.#channel.readyState === 'open';
  }

  /**
   * Queues a file. How it goes is told by `transfer` events.
   *
   * @param {File | Blob} file
   * @param {string} [name]
   * @returns {Transfer}
   */
  send(file, name = /** @type {File} */ (file).name ?? 'file') {
    if (this.#queued >= MAX_QUEUED_FILES) throw new RangeError('too many files are waiting');
    /** @type {Transfer} */
    const transfer = {
      id: toHex(crypto.getRandomValues(new Uint8Array(8))),
      direction: 'out',
      peer: this.#peer,
      name: name.slice(0, MAX_NAME_LENGTH),
      size: file.size,
      mime: file.type,
      done: 0,
      state: 'waiting',
    };
    this.#outgoing.set(transfer.id, { transfer });
    this.#queued++;
    this.#sending = this.#sending
      .then(() => this.#transmit(transfer, file))
      .catch((error) => this.#settle(transfer, 'failed', error.message))
      .finally(() => {
        this.#queued--;
        this.#outgoing.delete(transfer.id);
      });
    this.emit('transfer', transfer);
    return transfer;
  }

  /** @param {string} id of a transfer in either direction */
  cancel(id) {
    const transfer = this.#outgoing.get(id)?.transfer ?? this.#incoming?.transfer;
    if (!transfer || transfer.id !== id) return;
    if (this.open) this.#tell({ kind: 'cancel', id });
    this.#stop(transfer, 'cancelled');
  }

  /** @param {Transfer} transfer @param {Blob} file */
  async #transmit(transfer, file) {
    if (transfer.state !== 'waiting') return;
    const { id, name, size, mime } = transfer;
    const accepted = await this.#ask(id, { kind: 'offer', id, name, size, mime });
    if (transfer.state !== 'waiting') return;
    if (accepted.kind !== 'accept') {
      this.#settle(transfer, 'refused', String(accepted.reason ?? 'refused'));
      return;
    }
    transfer.state = 'running';
    const hash = sha256Stream();
    for (let offset = 0; offset < size; offset += BLOCK_BYTES) {
      const block = new Uint8Array(await file.slice(offset, offset + BLOCK_BYTES).arrayBuffer());
      hash.update(block);
      for (let at = 0; at < block.length; at += CHUNK_BYTES) {
        await this.#room();
        if (!isRunning(transfer)) return;
        const chunk = block.subarray(at, at + CHUNK_BYTES);
        this.#channel.send(chunk);
        transfer.done += chunk.length;
      }
      this.emit('transfer', transfer);
    }
    const sha256 = hash.hex();
    const received = await this.#ask(id, { kind: 'end', id, sha256 });
    if (!isRunning(transfer)) return;
    const intact = received.kind === 'received' && received.ok === true && received.sha256 === sha256;
    transfer.sha256 = sha256;
    if (intact) this.#settle(transfer, 'complete');
    else this.#settle(transfer, 'failed', 'the receiver got something else');
  }

  /** Waits until the channel's buffer has room, or the channel closes. */
  async #room() {
    if (!this.open) throw new Error('the connection was lost');
    if (this.#channel.bufferedAmount < HIGH_WATER) return;
    await new Promise((resolve) => {
      const go = () => {
        this.#channel.removeEventListener('bufferedamountlow', go);
        this.#channel.removeEventListener('close', go);
        resolve(undefined);
      };
      this.#channel.addEventListener('bufferedamountlow', go);
      this.#channel.addEventListener('close', go);
    });
    if (!this.open) throw new Error('the connection was lost');
  }

  /** @param {string} id @param {object} message @returns {Promise<any>} the other side's answer */
  #ask(id, message) {
    return new Promise((resolve, reject) => {
      const entry = this.#outgoing.get(id);
      if (!entry || !this.open) {
        reject(new Error('the connection was lost'));
        return;
      }
      entry.answer = resolve;
      this.#tell(message);
    });
  }

  /** @param {object} message */
  #tell(message) {
    this.#channel.send(JSON.stringify(message));
  }

  /** @param {string | ArrayBuffer} data */
  #onMessage(data) {
    if (typeof data !== 'string') {
      this.#onBytes(data);
      return;
    }
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (message === null || typeof message.id !== 'string') return;
    if (message.kind === 'offer') this.#onOffer(message);
    else if (message.kind === 'end') this.#onEnd(message);
    else if (message.kind === 'cancel') this.#onCancel(message.id);
    else this.#outgoing.get(message.id)?.answer?.(message);
  }

  #onOffer({ id, name, size, mime }) {
    /** @type {Transfer} */
    const transfer = {
      id,
      direction: 'in',
      peer: this.#peer,
      name: String(name ?? 'file').slice(0, MAX_NAME_LENGTH),
      size: Number(size),
      mime: String(mime ?? ''),
      done: 0,
      state: 'running',
    };
    const refuse = (reason) => this.#tell({ kind: 'refuse', id, reason });
    if (this.#incoming) refuse('another file is under way');
    else if (!Number.isSafeInteger(transfer.size) || transfer.size < 0) refuse('bad size');
    else if (transfer.size > this.#maxFileBytes) refuse('the file is too large');
    else if (!this.#accept(transfer)) refuse('declined');
    else {
      this.#incoming = { transfer, chunks: [], hash: sha256Stream() };
      this.#tell({ kind: 'accept', id });
      this.emit('transfer', transfer);
    }
  }

  /** @param {ArrayBuffer} bytes */
  #onBytes(bytes) {
    if (!this.#incoming) return;
    const { transfer, chunks, hash } = this.#incoming;
    if (transfer.done + bytes.byteLength > transfer.size) {
      this.cancel(transfer.id);
      return;
    }
    chunks.push(bytes);
    hash.update(new Uint8Array(bytes));
    const before = Math.trunc(transfer.done / BLOCK_BYTES);
    transfer.done += bytes.byteLength;
    if (Math.trunc(transfer.done / BLOCK_BYTES) > before) this.emit('transfer', transfer);
  }

  #onEnd({ id, sha256 }) {
    if (this.#incoming?.transfer.id !== id) return;
    const { transfer, chunks, hash } = this.#incoming;
    this.#incoming = null;
    const mine = hash.hex();
    const ok = transfer.done === transfer.size && mine === sha256;
    this.#tell({ kind: 'received', id, ok, sha256: mine });
    transfer.sha256 = mine;
    if (ok) {
      transfer.blob = new Blob(chunks, { type: transfer.mime });
      this.#settle(transfer, 'complete');
    } else {
      this.#settle(transfer, 'failed', 'the file arrived damaged');
    }
  }

  /** @param {string} id */
  #onCancel(id) {
    const outgoing = this.#outgoing.get(id);
    if (outgoing) this.#stop(outgoing.transfer, 'cancelled');
    else if (this.#incoming?.transfer.id === id) this.#stop(this.#incoming.transfer, 'cancelled');
  }

  #onClose() {
    if (this.#incoming) this.#stop(this.#incoming.transfer, 'failed', 'the connection was lost');
    for (const { transfer } of this.#outgoing.values()) {
      this.#stop(transfer, 'failed', 'the connection was lost');
    }
  }

  /** Ends a transfer from outside its own flow, which sees that by the changed state. */
  #stop(transfer, state, error) {
    if (this.#incoming?.transfer === transfer) this.#incoming = null;
    this.#settle(transfer, state, error);
    this.#outgoing.get(transfer.id)?.answer?.({ kind: state });
  }

  /** @param {Transfer} transfer @param {Transfer['state']} state @param {string} [error] */
  #settle(transfer, state, error) {
    if (transfer.state !== 'waiting' && transfer.state !== 'running') return;
    transfer.state = state;
    transfer.error = error;
    this.emit('transfer', transfer);
  }
}

/** Asked anew after each pause: a cancel or a lost channel changes it meanwhile. */
const isRunning = (transfer) => transfer.state === 'running';
