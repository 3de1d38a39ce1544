import { scoreOf } from './capabilities.js';
import { Emitter } from './emitter.js';
import { SignalingError } from './errors.js';

/**
 * @typedef {object} Participant
 * @property {string} fingerprint
 * @property {string} deviceName
 * @property {string} platform
 * @property {import('./capabilities.js').DeviceType} deviceType
 * @property {'HOST' | 'HUB' | 'SPOKE' | 'GUEST'} role
 * @property {number} capabilityScore
 * @property {boolean} isLicensed
 * @property {boolean} connected false while the server waits for the device to come back
 */

/** @typedef {{username: string, password: string, urls: string[], ttlSeconds: number}} TurnCredentials */

/** Answers to a rejoin that say: this server wants a plain join by the invite code. */
const REJOIN_UNSUPPORTED = new Set([
  'UNKNOWN_EVENT',
  'INVALID_MESSAGE',
  'INVALID_SIGNATURE',
  'NOT_AUTHENTICATED',
  'NOT_IN_SESSION',
  'UNAVAILABLE',
]);

/**
 * A session this device is in: its members, roles, hub and scores as the server tells them.
 *
 * Made by {@link Session.create}, {@link Session.join} or {@link Session.resume}. When the
 * connection is lost and comes back, it rejoins by itself. Events:
 *
 * - `change` – anything below, or a score, has changed
 * - `joined` {@link Participant} · `left` `{fingerprint, reason}`
 * - `hub` `{hubFingerprint, reason, score}` · `role` `{fingerprint, oldRole, newRole}`
 * - `peer-state` `{fingerprint, connected}` – a member lost its connection, or has it back
 * - `relay` – an SDP_OFFER, SDP_ANSWER or ICE_CANDIDATE of another member
 * - `turn` {@link TurnCredentials} · `resumed` · `ended` `{reason}`
 */
export class Session extends Emitter {
  /** @type {Record<string, (session: Session, message: any) => void>} */
  static #HANDLERS = {
    PARTICIPANT_JOINED: (session, { participant }) => session.#add(participant),
    PARTICIPANT_LEFT: (session, { fingerprint, reason }) => session.#remove(fingerprint, reason),
    HUB_ELECTED: (session, message) => session.#setHub(message),
    ROLE_CHANGED: (session, message) => session.#setRole(message),
    PEER_DISCONNECTED: (session, { fingerprint }) => session.#setConnected(fingerprint, false),
    PEER_RECONNECTED: (session, { fingerprint }) => session.#setConnected(fingerprint, true),
    SESSION_ENDED: (session, { reason }) => session.#end(reason),
  };

  /** @type {Map<string, Participant>} */
  #participants = new Map();
  #version = 0;
  /** @type {object[]} pushes that came before the reply that brought the state */
  #early = [];
  /** @type {(() => void)[]} */
  #unsubscribe = [];
  /** @type {string | null} */
  #endReason = null;
  #capabilities;

  /**
   * @param {import('./signaling-connection.js').SignalingConnection} connection
   * @param {import('./capabilities.js').Capabilities} capabilities
   */
  constructor(connection, capabilities) {
    super();
    this.connection = connection;
    this.#capabilities = capabilities;
    this.id = '';
    this.inviteCode = '';
    this.sessionType = '';
    this.deepLink = '';
    this.hubFingerprint = '';
    /** @type {TurnCredentials | null} */
    this.turnCredentials = null;
    /** @type {number | null} epoch milliseconds */
    this.expiresAt = null;
    /** @type {number | null} null: without limit */
    this.maxPeers = null;
  }

  /**
   * Creates a session, of which this device is the host.
   *
   * @param {import('./signaling-connection.js').SignalingConnection} connection
   * @param {{licenseToken: string, sessionType: string,
   *     capabilities: import('./capabilities.js').Capabilities, topology?: 'star' | 'mesh'}} options
   * @returns {Promise<Session>}
   */
  static async create(connection, options) {
    const session = new Session(connection, options.capabilities);
    const reply = await session.#enter(() => connection.createSession(options));
    session.inviteCode = reply.inviteCode;
    session.sessionType = options.sessionType;
    session.maxPeers = reply.maxPeers ?? null;
    session.#participants.set(connection.fingerprint, session.#self(reply.role, true));
    return session.#entered(reply);
  }

  /**
   * @param {import('./signaling-connection.js').SignalingConnection} connection
   * @param {{inviteCode: string, capabilities: import('./capabilities.js').Capabilities}} options
   * @returns {Promise<Session>}
   */
  static async join(connection, options) {
    const session = new Session(connection, options.capabilities);
    const reply = await session.#enter(() => connection.joinSession(options));
    session.inviteCode = normaliseInviteCode(options.inviteCode);
    return session.#entered(reply);
  }

  /**
   * Returns to a session that this device was in before the page was reloaded.
   *
   * @param {import('./signaling-connection.js').SignalingConnection} connection
   * @param {{sessionId: string, inviteCode: string,
   *     capabilities: import('./capabilities.js').Capabilities}} options
   * @returns {Promise<Session>}
   */
  static async resume(connection, options) {
    const session = new Session(connection, options.capabilities);
    session.id = options.sessionId;
    session.inviteCode = options.inviteCode;
    const send = connection.request.bind(connection);
    const reply = await session.#enter(() => session.#rejoin(send));
    return session.#entered(reply);
  }

  /** @returns {Participant[]} in the order in which they joined */
  get participants() {
    return [...this.#participants.values()];
  }

  /** @param {string} fingerprint @returns {Participant | undefined} */
  participant(fingerprint) {
    return this.#participants.get(fingerprint);
  }

  /** @returns {Participant} this device */
  get self() {
    return /** @type {Participant} */ (this.#participants.get(this.connection.fingerprint));
  }

  /** @returns {boolean} */
  get ended() {
    return this.#endReason !== null;
  }

  /** Leaves the session; when the host does, it ends for all. */
  async leave() {
    if (this.ended) return;
    this.#end('LEFT');
    await this.connection.leaveSession(this.id);
  }

  /**
   * Tells the server what this device can do now; the hub may move.
   *
   * @param {import('./capabilities.js').Capabilities} capabilities
   * @returns {Promise<number>} the new score
   */
  async updateCapabilities(capabilities) {
    this.#capabilities = capabilities;
    const reply = await this.connection.updateCapabilities(this.id, capabilities);
    this.noteScore(this.connection.fingerprint, reply.score);
    return reply.score;
  }

  /**
   * Records a member's score that was learned another way: the server tells scores in join replies
   * and elections only.
   *
   * @param {string} fingerprint
   * @param {number} score
   */
  noteScore(fingerprint, score) {
    const participant = this.#participants.get(fingerprint);
    if (!participant || participant.capabilityScore === score || !Number.isFinite(score)) return;
    participant.capabilityScore = score;
    this.emit('change');
  }

  /** Asks for fresh TURN credentials. @returns {Promise<TurnCredentials>} */
  async refreshTurn() {
    const reply = /** @type {any} */ (await this.connection.requestTurn(this.id));
    this.#setTurn(reply);
    return reply;
  }

  /**
   * Runs a request that enters a session, and keeps the pushes that arrive before its reply has been
   * taken in.
   */
  async #enter(request) {
    /** @type {object[]} */
    const early = [];
    const off = this.connection.on('message', (message) => early.push(message));
    try {
      const reply = await request();
      this.#early = early;
      return reply;
    } finally {
      off();
    }
  }

  #entered(reply) {
    this.#adopt(reply);
    this.#unsubscribe.push(
      this.connection.on('message', (message) => this.#onMessage(message)),
      this.connection.on('state', ({ state, error }) => {
        if (state === 'closed') this.#end(error?.code ?? 'ERROR');
      }),
      this.connection.onResume((send) => this.#resume(send)),
    );
    for (const message of this.#early) this.#onMessage(message);
    this.#early = [];
    return this;
  }

  /** Takes over the state that a create, join or rejoin reply holds. */
  #adopt(reply) {
    this.id = reply.sessionId;
    this.hubFingerprint = reply.hubFingerprint;
    this.#version = reply.version ?? 0;
    this.deepLink = reply.deepLink ?? `avanues://join/${this.inviteCode}`;
    this.sessionType = reply.sessionType ?? this.sessionType;
    this.expiresAt = reply.expiresAt ?? this.expiresAt;
    if (reply.participants) {
      this.#participants = new Map(
        reply.participants.map((p) => [p.fingerprint, { connected: true, ...p }]),
      );
      if (!this.self) {
        const self = this.#self(reply.role ?? 'GUEST', false);
        this.#participants.set(self.fingerprint, self);
      }
    }
    if (reply.turnCredentials) this.#setTurn(reply.turnCredentials);
  }

  /** @returns {Participant} */
  #self(role, isLicensed) {
    const { fingerprint, deviceName, deviceType } = this.connection;
    const capabilityScore = scoreOf({ ...this.#capabilities, deviceType });
    return {
      fingerprint,
      deviceName,
      deviceType,
      platform: 'WEB',
      role,
      capabilityScore,
      isLicensed,
      connected: true,
    };
  }

  async #resume(send) {
    if (this.ended) return;
    try {
      this.#adopt(await this.#rejoin(send));
    } catch (error) {
      if (['UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED', 'NOT_CONNECTED'].includes(error.code)) throw error;
      this.#end(error.code === 'SESSION_ENDED' ? 'ENDED' : error.code);
      return;
    }
    this.emit('resumed');
    this.emit('change');
  }

  /** REJOIN_SESSION, or a plain join where the server has no use for that. */
  async #rejoin(send) {
    const { identity, fingerprint } = this.connection;
    const capabilities = this.#capabilities;
    try {
      return await send('REJOIN_SESSION', {
        sessionId: this.id,
        fingerprint,
        signature: identity.sign(this.id),
        capabilities,
      });
    } catch (error) {
      if (!REJOIN_UNSUPPORTED.has(error.code) || !this.inviteCode) throw error;
    }
    const { publicKey } = identity;
    const { deviceName, deviceType } = this.connection;
    const device = { fingerprint, publicKey, deviceName, platform: 'WEB', deviceType };
    const reply = await send('JOIN_SESSION', { ...device, inviteCode: this.inviteCode, capabilities });
    if (this.id && reply.sessionId !== this.id) {
      throw new SignalingError('SESSION_ENDED', 'the session has ended');
    }
    return reply;
  }

  #onMessage(message) {
    if (this.ended) return;
    if (message.type === 'TURN_CREDENTIALS' && [undefined, this.id].includes(message.sessionId)) {
      this.#setTurn(message);
      return;
    }
    if (message.sessionId !== this.id) return;
    if (RELAYS.has(message.type)) {
      this.emit('relay', message);
      return;
    }
    // The reply that brought the session's state already held everything up to its version.
    if (message.version !== undefined && message.version <= this.#version) return;
    const handler = Session.#HANDLERS[message.type];
    if (!handler) return;
    handler(this, message);
    if (!this.ended) this.emit('change');
  }

  /** @param {Participant} participant */
  #add(participant) {
    const known = this.#participants.has(participant.fingerprint);
    this.#participants.set(participant.fingerprint, { connected: true, ...participant });
    if (!known) this.emit('joined', this.#participants.get(participant.fingerprint));
  }

  /** @param {string} fingerprint @param {string} reason */
  #remove(fingerprint, reason) {
    if (fingerprint === this.connection.fingerprint) {
      this.#end(reason);
    } else if (this.#participants.delete(fingerprint)) {
      this.emit('left', { fingerprint, reason });
    }
  }

  /** @param {string} fingerprint @param {boolean} connected */
  #setConnected(fingerprint, connected) {
    const participant = this.#participants.get(fingerprint);
    if (!participant) return;
    participant.connected = connected;
    this.emit('peer-state', { fingerprint, connected });
  }

  /** @param {{hubFingerprint: string, reason: string, score: number}} election */
  #setHub({ hubFingerprint, reason, score }) {
    this.hubFingerprint = hubFingerprint;
    const hub = this.#participants.get(hubFingerprint);
    if (hub && Number.isFinite(score)) hub.capabilityScore = score;
    this.#deriveRoles();
    this.emit('hub', { hubFingerprint, reason, score });
  }

  /** @param {{fingerprint: string, oldRole: string, newRole: any}} change */
  #setRole({ fingerprint, oldRole, newRole }) {
    const participant = this.#participants.get(fingerprint);
    if (participant) participant.role = newRole;
    this.emit('role', { fingerprint, oldRole, newRole });
  }

  /**
   * The roles that follow from an election. ROLE_CHANGED tells a device its own role and who gained
   * or lost HUB, so the other members' are worked out here by the server's rule.
   */
  #deriveRoles() {
    const hub = this.#participants.get(this.hubFingerprint);
    const hubIsHost = !hub || hub.role === 'HOST';
    for (const participant of this.#participants.values()) {
      if (participant.role === 'HOST') continue;
      if (participant === hub) participant.role = 'HUB';
      else participant.role = hubIsHost ? 'GUEST' : 'SPOKE';
    }
  }

  #setTurn({ username, password, urls, ttlSeconds }) {
    this.turnCredentials = { username, password, urls, ttlSeconds };
    this.emit('turn', this.turnCredentials);
  }

  #end(reason) {
    if (this.ended) return;
    this.#endReason = reason;
    for (const off of this.#unsubscribe) off();
    this.emit('ended', { reason });
  }
}

const RELAYS = new Set(['SDP_OFFER', 'SDP_ANSWER', 'ICE_CANDIDATE']);

/**
 * @param {string} code as typed: any case, with or without dashes
 * @returns {string} `AVNE-XXXX-XXXX` where it has that many characters, else in upper case as it is
 */
export function normaliseInviteCode(code) {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return plain.length === 12 ? plain.replace(/^(.{4})(.{4})(.{4})$/, '$1-$2-$3') : plain;
}
