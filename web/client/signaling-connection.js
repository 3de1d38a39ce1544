import { io } from './vendor/socket.io-client/socket.io.esm.min.js';
import { detectDeviceName, detectDeviceType } from './capabilities.js';
import { Emitter } from './emitter.js';
import { SignalingError } from './errors.js';
import { Identity, loadIdentity } from './identity.js';
import { RecentIds } from './recent-ids.js';
import { redact } from './redact.js';

/**
 * @typedef {object} ConnectOptions
 * @property {string} [url] the server's origin; default: the page's own
 * @property {Identity} [identity] default: the one kept in `sessionStorage`
 * @property {string} [deviceName] default: browser and system, such as "Firefox on Linux"
 * @property {import('./capabilities.js').DeviceType} [deviceType] default: detected
 * @property {number} [requestTimeoutMs] how long a request may take, waiting for a lost connection
 *     included; default 10,000
 * @property {number} [connectTimeoutMs] how long {@link connect} tries; default 15,000
 */

/** @typedef {'connecting' | 'ready' | 'reconnecting' | 'closed'} ConnectionState */

/** @typedef {{type: string, [field: string]: any}} Message an object of the wire protocol */

/**
 * @typedef {object} SignalEntry what the `signal` event tells, made for logs: secrets are masked
 * @property {'out' | 'in' | 'reply'} direction
 * @property {string} type
 * @property {any} payload
 * @property {number} time epoch milliseconds
 * @property {number} id ties a request to its reply
 * @property {number} [tookMs] from request to reply
 * @property {boolean} failed
 */

const MAX_WAITING = 256;
/** Answers after which trying to connect again makes no sense. */
const FINAL_CODES = new Set(['DEVICE_BLOCKED', 'DEVICE_REPLACED', 'FORBIDDEN']);

/**
 * One device's connection to the `/signaling` namespace.
 *
 * It registers the device, proves its key when the server offers a challenge, comes back by itself
 * after a loss, acknowledges what the server pushes and drops what it already had. Events:
 *
 * - `state` `{state, error?}` – see {@link ConnectionState}
 * - `message` – each push of the server, an object with a `type`; also emitted under that type
 * - `error` – a failure that no request of the caller answers for
 * - `signal` {@link SignalEntry} – all requests, replies and pushes, for a log
 */
export class SignalingConnection extends Emitter {
  #socket;
  #options;
  #seen = new RecentIds(2048);
  /** @type {{promise: Promise<void>, resolve: () => void, reject: (e: Error) => void}} */
  #ready = deferred();
  #waiting = 0;
  #nextSignalId = 1;
  /** @type {string | null} */
  #nonce = null;
  #proven = false;
  #proofsTried = 0;
  /** @type {SignalingError | null} why the server will close this connection for good */
  #lastWords = null;
  /** @type {Set<(send: SignalingConnection['request']) => Promise<void>>} */
  #resumers = new Set();

  /** @param {ConnectOptions} [options] */
  constructor(options = {}) {
    super();
    this.#options = {
      url: options.url ?? globalThis.location?.origin,
      deviceName: options.deviceName ?? detectDeviceName(),
      deviceType: options.deviceType ?? detectDeviceType(),
      requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
    };
    if (!this.#options.url) throw new TypeError('url is required outside of a page');
    /** @readonly @type {Identity} */
    this.identity = options.identity ?? loadIdentity();
    /** @type {ConnectionState} */
    this.state = 'connecting';
    this.#socket = io(`${this.#options.url.replace(/\/+$/, '')}/signaling`, {
      // WebSocket first: polling needs a load balancer that keeps a client on one server.
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      auth: { fingerprint: this.identity.fingerprint, deliveryAcks: true },
    });
    this.#socket.on('connect', () => void this.#handshake());
    this.#socket.on('disconnect', (reason) => this.#onDisconnect(reason));
    this.#socket.on('connect_error', (error) => this.#onConnectError(error));
    this.#socket.on('message', (message, ack) => this.#onPush(message, ack));
  }

  /** @returns {string} this device's fingerprint */
  get fingerprint() {
    return this.identity.fingerprint;
  }

  /** @returns {string} */
  get deviceName() {
    return this.#options.deviceName;
  }

  /** @returns {import('./capabilities.js').DeviceType} */
  get deviceType() {
    return this.#options.deviceType;
  }

  /** @returns {boolean} whether the server accepted a signature of this device's key */
  get proven() {
    return this.#proven;
  }

  /**
   * Starts connecting, and goes on trying until {@link close} or until the server refuses for good.
   *
   * @returns {Promise<void>} done when the device is registered for the first time
   */
  open() {
    this.#socket.connect();
    return this.#ready.promise;
  }

  /** Ends the connection. Requests under way fail with `NOT_CONNECTED`. */
  close() {
    this.#finish(new SignalingError('NOT_CONNECTED', 'the connection was closed'));
  }

  /**
   * Sends a request and waits for the server's answer.
   *
   * While the connection is down it waits for it to come back, within the time allowed.
   *
   * @param {string} type such as `LIST_PEERS`
   * @param {object} [fields]
   * @param {{timeoutMs?: number}} [options]
   * @returns {Promise<Message>} the reply
   * @throws {SignalingError} the server's error, `TIMEOUT` or `NOT_CONNECTED`
   */
  async request(type, fields = {}, { timeoutMs = this.#options.requestTimeoutMs } = {}) {
    if (this.#waiting >= MAX_WAITING) {
      throw new SignalingError('QUEUE_FULL', 'too many requests wait for the connection', {
        request: type,
      });
    }
    const deadline = performance.now() + timeoutMs;
    this.#waiting++;
    try {
      await within(this.#ready.promise, timeoutMs, type);
    } finally {
      this.#waiting--;
    }
    return this.#send(type, fields, Math.max(1, deadline - performance.now()));
  }

  /**
   * Registers this device, or its new name. Done by itself at each connect.
   *
   * @param {{deviceName?: string, deviceType?: import('./capabilities.js').DeviceType}} [options]
   */
  registerDevice(options = {}) {
    this.#options.deviceName = options.deviceName || this.#options.deviceName;
    this.#options.deviceType = options.deviceType ?? this.#options.deviceType;
    return this.request('REGISTER_DEVICE', this.#device());
  }

  /**
   * @param {{licenseToken: string, sessionType: string,
   *     capabilities: import('./capabilities.js').Capabilities, topology?: 'star' | 'mesh'}} options
   */
  createSession(options) {
    return this.request('CREATE_SESSION', { ...this.#device(), ...options });
  }

  /**
   * @param {{inviteCode: string, capabilities: import('./capabilities.js').Capabilities}} options
   */
  joinSession(options) {
    return this.request('JOIN_SESSION', { ...this.#device(), ...options });
  }

  /** @param {string} sessionId */
  leaveSession(sessionId) {
    return this.request('LEAVE_SESSION', { sessionId, fingerprint: this.fingerprint });
  }

  /** @param {string} sessionId @param {string} toFingerprint @param {string} sdp */
  sendOffer(sessionId, toFingerprint, sdp) {
    return this.#relay('SDP_OFFER', sessionId, toFingerprint, { sdp });
  }

  /** @param {string} sessionId @param {string} toFingerprint @param {string} sdp */
  sendAnswer(sessionId, toFingerprint, sdp) {
    return this.#relay('SDP_ANSWER', sessionId, toFingerprint, { sdp });
  }

  /**
   * @param {string} sessionId
   * @param {string} toFingerprint
   * @param {RTCIceCandidate | RTCIceCandidateInit} candidate
   */
  sendCandidate(sessionId, toFingerprint, candidate) {
    const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    return this.#relay('ICE_CANDIDATE', sessionId, toFingerprint, {
      candidate: line,
      ...withoutNulls({ sdpMid, sdpMLineIndex, usernameFragment }),
    });
  }

  /** @param {string} sessionId @param {import('./capabilities.js').Capabilities} capabilities */
  updateCapabilities(sessionId, capabilities) {
    return this.request('CAPABILITY_UPDATE', {
      sessionId,
      fingerprint: this.fingerprint,
      capabilities,
    });
  }

  /** @param {string} sessionId */
  requestTurn(sessionId) {
    return this.request('REQUEST_TURN', { sessionId, fingerprint: this.fingerprint });
  }

  /**
   * Has `resume` called at each reconnection, after the device is registered again and before
   * waiting requests go on. Its argument sends requests at once.
   *
   * @param {(send: SignalingConnection['request']) => Promise<void>} resume
   * @returns {() => void} ends it
   */
  onResume(resume) {
    this.#resumers.add(resume);
    return () => this.#resumers.delete(resume);
  }

  /** @param {string} type @param {string} sessionId @param {string} to @param {object} fields */
  #relay(type, sessionId, to, fields) {
    const fromFingerprint = this.fingerprint;
    return this.request(type, { sessionId, fromFingerprint, toFingerprint: to, ...fields });
  }

  #device() {
    return {
      fingerprint: this.fingerprint,
      publicKey: this.identity.publicKey,
      deviceName: this.#options.deviceName,
      platform: 'WEB',
      deviceType: this.#options.deviceType,
    };
  }

  async #handshake() {
    const socketId = this.#socket.id;
    this.#proven = false;
    this.#proofsTried = 0;
    try {
      await this.#enroll();
      for (const resume of [...this.#resumers]) {
        await resume((type, fields, options) =>
          this.#send(type, fields, options?.timeoutMs ?? this.#options.requestTimeoutMs),
        );
      }
    } catch (error) {
      if (this.#socket.id !== socketId || this.state === 'closed') return;
      if (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT' || error.code === 'RATE_LIMITED') {
        // A store is down: the connection stays useful and is tried again from its start.
        this.#setState('reconnecting', error);
        setTimeout(() => {
          if (this.#socket.connected && this.#socket.id === socketId) void this.#handshake();
        }, error.retryAfterMs ?? 1_000);
      } else {
        this.#finish(error);
      }
      return;
    }
    if (this.#socket.id !== socketId) return;
    this.#setState('ready');
    this.#ready.resolve();
  }

  /** Registers the device and proves its key, in whichever order the server wants it. */
  async #enroll() {
    const register = () =>
      this.#send('REGISTER_DEVICE', this.#device(), this.#options.requestTimeoutMs);
    try {
      await register();
      await this.#prove();
    } catch (error) {
      // In strict mode a known device must prove its key before anything else.
      if (error.code !== 'NOT_AUTHENTICATED' || !(await this.#prove())) throw error;
      await register();
    }
  }

  /** @returns {Promise<boolean>} whether the server took the proof */
  async #prove() {
    if (this.#proven) return true;
    if (this.#nonce === null || this.#proofsTried >= 2) return false;
    this.#proofsTried++;
    const text = `signaling-auth:v1:${this.#nonce}:${this.fingerprint}`;
    this.#nonce = null;
    const { fingerprint, publicKey } = this.identity;
    const proof = { fingerprint, publicKey, signature: this.identity.sign(text) };
    try {
      await this.#send('AUTHENTICATE', proof, this.#options.requestTimeoutMs);
      this.#proven = true;
    } catch (error) {
      // A server without this request still serves the device by its fingerprint.
      if (error.code === 'INVALID_SIGNATURE' || error.code === 'NOT_CONNECTED') throw error;
    }
    return this.#proven;
  }

  /** @param {string} type @param {object} fields @param {number} timeoutMs */
  #send(type, fields, timeoutMs) {
    const id = this.#nextSignalId++;
    const started = performance.now();
    this.#signal('out', type, fields, id);
    return new Promise((resolve, reject) => {
      this.#socket.timeout(timeoutMs).emit(type, fields, (failure, reply) => {
        const tookMs = performance.now() - started;
        if (failure) {
          const code = this.#socket.connected ? 'TIMEOUT' : 'NOT_CONNECTED';
          const error = new SignalingError(code, `${type}: ${failure.message}`, { request: type });
          this.#signal('reply', code, { type, message: error.message }, id, tookMs, true);
          reject(error);
          return;
        }
        const failed = reply?.type === 'ERROR';
        this.#signal('reply', reply?.type ?? type, reply, id, tookMs, failed);
        if (failed) reject(SignalingError.fromReply(reply, type));
        else resolve(reply);
      });
    });
  }

  #onPush(message, ack) {
    if (typeof ack === 'function') ack();
    if (!message || typeof message.type !== 'string') return;
    if (message.messageId !== undefined && !this.#seen.add(String(message.messageId))) return;
    const failed = message.type === 'ERROR';
    this.#signal('in', message.type, message, this.#nextSignalId++, undefined, failed);
    if (message.type === 'CHALLENGE') {
      this.#nonce = message.nonce;
      // A challenge that comes late, when the device is registered already.
      if (this.state === 'ready') this.#prove().catch((error) => this.emit('error', error));
    } else if (failed && FINAL_CODES.has(message.code)) {
      this.#lastWords = SignalingError.fromReply(message);
    }
    this.emit('message', message);
    this.emit(message.type, message);
  }

  #onDisconnect(reason) {
    this.#nonce = null;
    this.#proven = false;
    if (this.state === 'closed') return;
    if (this.state === 'ready') this.#ready = deferred();
    if (this.#lastWords || reason === 'io server disconnect') {
      this.#finish(this.#lastWords ?? new SignalingError('NOT_CONNECTED', 'the server said goodbye'));
    } else {
      this.#setState('reconnecting', new SignalingError('NOT_CONNECTED', reason));
    }
  }

  #onConnectError(error) {
    const code = error.data?.code;
    const failure = new SignalingError(code ?? 'CONNECT_FAILED', error.data?.message ?? error.message);
    // `active`: Socket.IO tries again by itself, because the transport failed rather than the
    // server refused.
    if (this.#socket.active) this.#setState(this.state, failure);
    else this.#finish(failure);
  }

  /** @param {SignalingError} error */
  #finish(error) {
    if (this.state === 'closed') return;
    this.#setState('closed', error);
    this.#ready.reject(error);
    this.#socket.disconnect();
  }

  #setState(state, error) {
    this.state = state;
    this.emit('state', { state, error });
  }

  #signal(direction, type, payload, id, tookMs, failed = false) {
    this.emit('signal', {
      direction,
      type,
      payload: redact(payload),
      time: Date.now(),
      id,
      tookMs,
      failed,
    });
  }
}

/**
 * Connects and waits until the device is registered.
 *
 * @param {ConnectOptions} [options]
 * @returns {Promise<SignalingConnection>}
 * @throws {SignalingError} the server's refusal, or `TIMEOUT` when it cannot be reached in time
 */
export async function connect(options = {}) {
  const connection = new SignalingConnection(options);
  try {
    await within(connection.open(), options.connectTimeoutMs ?? 15_000, 'connect');
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

function deferred() {
  /** @type {any} */
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  // Whoever waits sees the rejection; nobody waiting is no error.
  result.promise.catch(() => {});
  return result;
}

/** @template T @param {Promise<T>} promise @param {number} ms @param {string} what @returns {Promise<T>} */
function within(promise, ms, what) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new SignalingError('TIMEOUT', `${what}: no connection in time`, { request: what })),
      ms,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @template {object} T @param {T} object @returns {Partial<T>} */
function withoutNulls(object) {
  return /** @type {Partial<T>} */ (
    Object.fromEntries(Object.entries(object).filter(([, value]) => value != null))
  );
}
