import { Emitter } from './emitter.js';

/**
 * @typedef {object} PeerLinkOptions
 * @property {import('./session.js').Session} session
 * @property {string} remote the other member's fingerprint
 * @property {string[]} labels data channels that the initiator opens
 * @property {RTCConfiguration} [rtcConfiguration] merged with the session's TURN servers
 * @property {number} [watchMs] how long the link may take to connect before it is helped along,
 *     default 10,000
 */

/** @typedef {'connecting' | 'connected' | 'reconnecting' | 'failed' | 'closed'} LinkState */

const DEFAULT_WATCH_MS = 10_000;
/** How often a link is helped along before it counts as failed. */
const MAX_RESTARTS = 4;

/**
 * The WebRTC connection to one other member of a session, negotiated through the server.
 *
 * Both sides may offer at any time ("perfect negotiation"): when offers cross, the side with the
 * smaller fingerprint is the polite one and takes back its own. A member whose page was reloaded
 * offers from a new connection, seen by the origin line of its SDP, and is met by a new one. Events:
 * `state` {@link LinkState} · `channel` RTCDataChannel (ours or theirs, maybe not open yet) ·
 * `warning` Error.
 */
export class PeerLink extends Emitter {
  #session;
  #options;
  #polite;
  /** @type {RTCPeerConnection} */
  #pc;
  /** @type {Promise<void>} relays are handled one after the other, in the order they came */
  #queue = Promise.resolve();
  #makingOffer = false;
  #ignoreOffer = false;
  #remoteOrigin = '';
  #restarts = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watchdog;

  /** @param {PeerLinkOptions} options */
  constructor(options) {
    super();
    this.#options = options;
    this.#session = options.session;
    /** @readonly */
    this.remote = options.remote;
    this.#polite = options.session.connection.fingerprint < options.remote;
    /** @type {LinkState} */
    this.state = 'connecting';
    this.#pc = this.#newPeerConnection();
  }

  /** @returns {RTCPeerConnection} the present one; a reload of the other side replaces it */
  get peerConnection() {
    return this.#pc;
  }

  /** Opens the data channels, which makes the offer. */
  initiate() {
    for (const label of this.#options.labels) {
      this.#adoptChannel(this.#pc.createDataChannel(label));
    }
    this.#watch();
  }

  /** @param {{type: string, sdp?: string}} message a relay from the other member */
  handle(message) {
    this.#queue = this.#queue
      .then(() => (this.state === 'closed' ? undefined : this.#handle(message)))
      .catch((error) => this.emit('warning', error));
  }

  /** Tries again: after the signaling connection is back, or when the user asks for it. */
  recover() {
    if (this.state === 'closed' || this.#pc.connectionState === 'connected') return;
    this.#restarts = 0;
    this.#setState('reconnecting');
    this.#restart();
  }

  /** @param {import('./session.js').TurnCredentials} credentials newer ones */
  updateTurn(credentials) {
    if (this.state === 'closed') return;
    this.#pc.setConfiguration({
      ...this.#pc.getConfiguration(),
      iceServers: iceServers(credentials),
    });
  }

  close() {
    if (this.state === 'closed') return;
    this.#setState('closed');
    clearTimeout(this.#watchdog);
    this.#discard();
  }

  /**
   * What the connection runs over.
   *
   * @returns {Promise<{rttMs: number | null, local: string, remote: string, protocol: string,
   *     relayed: boolean, bytesSent: number, bytesReceived: number} | null>} null until connected
   */
  async stats() {
    if (this.#pc.connectionState !== 'connected') return null;
    const report = await this.#pc.getStats();
    const all = [...report.values()];
    const transport = all.find((s) => s.type === 'transport' && s.selectedCandidatePairId);
    const pair =
      report.get(transport?.selectedCandidatePairId) ??
      all.find((s) => s.type === 'candidate-pair' && s.nominated && s.state === 'succeeded');
    if (!pair) return null;
    const local = report.get(pair.localCandidateId);
    const remote = report.get(pair.remoteCandidateId);
    const rtt = pair.currentRoundTripTime;
    return {
      rttMs: typeof rtt === 'number' ? rtt * 1000 : null,
      local: local?.candidateType ?? 'unknown',
      remote: remote?.candidateType ?? 'unknown',
      protocol: local?.relayProtocol ?? local?.protocol ?? 'udp',
      relayed: local?.candidateType === 'relay' || remote?.candidateType === 'relay',
      bytesSent: pair.bytesSent ?? 0,
      bytesReceived: pair.bytesReceived ?? 0,
    };
  }

  #newPeerConnection() {
    const pc = new RTCPeerConnection({
      ...this.#options.rtcConfiguration,
      iceServers: iceServers(this.#session.turnCredentials),
    });
    pc.onnegotiationneeded = () => void this.#offer(pc);
    pc.onicecandidate = ({ candidate }) => {
      // An empty line only says that there are no more; the protocol has no message for that.
      if (candidate?.candidate) {
        this.#relay(this.#session.connection.sendCandidate(this.#session.id, this.remote, candidate));
      }
    };
    pc.onconnectionstatechange = () => this.#onConnectionState(pc);
    pc.ondatachannel = ({ channel }) => this.#adoptChannel(channel);
    return pc;
  }

  /** @param {RTCDataChannel} channel */
  #adoptChannel(channel) {
    channel.binaryType = 'arraybuffer';
    this.emit('channel', channel);
  }

  /** @param {RTCPeerConnection} pc */
  async #offer(pc) {
    try {
      this.#makingOffer = true;
      await pc.setLocalDescription();
    } catch (error) {
      if (pc === this.#pc) this.emit('warning', error);
      return;
    } finally {
      this.#makingOffer = false;
    }
    if (pc === this.#pc) this.#sendDescription(pc);
  }

  /** @param {RTCPeerConnection} pc */
  #sendDescription(pc) {
    const { connection, id } = this.#session;
    const description = pc.localDescription;
    if (!description) return;
    const send = description.type === 'answer' ? 'sendAnswer' : 'sendOffer';
    this.#relay(connection[send](id, this.remote, description.sdp));
  }

  /** @param {Promise<unknown>} sending */
  #relay(sending) {
    sending.catch((error) => {
      if (this.state !== 'closed') this.emit('warning', error);
    });
  }

  async #handle(message) {
    if (message.type === 'ICE_CANDIDATE') {
      await this.#onCandidate(message);
    } else if (message.type === 'SDP_OFFER') {
      await this.#onDescription({ type: 'offer', sdp: message.sdp });
    } else if (message.type === 'SDP_ANSWER') {
      await this.#onDescription({ type: 'answer', sdp: message.sdp });
    }
  }

  /** @param {{type: 'offer' | 'answer', sdp: string}} description */
  async #onDescription(description) {
    const origin = originOf(description.sdp);
    if (this.#remoteOrigin && origin !== this.#remoteOrigin) {
      // The other side is a new RTCPeerConnection: this one's DTLS association cannot follow it.
      this.#replace();
      if (description.type === 'answer') {
        this.initiate();
        return;
      }
    }
    const pc = this.#pc;
    if (description.type === 'offer') {
      const collision = this.#makingOffer || pc.signalingState !== 'stable';
      this.#ignoreOffer = !this.#polite && collision;
      if (this.#ignoreOffer) return;
    } else if (pc.signalingState !== 'have-local-offer') {
      return;
    }
    await pc.setRemoteDescription(description);
    this.#remoteOrigin = origin;
    this.#watch();
    if (description.type === 'offer') {
      await pc.setLocalDescription();
      this.#sendDescription(pc);
    }
  }

  async #onCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }) {
    try {
      await this.#pc.addIceCandidate({
        candidate,
        sdpMid: sdpMid ?? null,
        // A peer that names neither means the only section there is.
        sdpMLineIndex: sdpMLineIndex ?? (sdpMid == null ? 0 : null),
        usernameFragment: usernameFragment ?? null,
      });
    } catch (error) {
      if (!this.#ignoreOffer) throw error;
    }
  }

  /** @param {RTCPeerConnection} pc */
  #onConnectionState(pc) {
    if (pc !== this.#pc || this.state === 'closed') return;
    if (pc.connectionState === 'connected') {
      this.#restarts = 0;
      clearTimeout(this.#watchdog);
      this.#setState('connected');
    } else if (pc.connectionState === 'disconnected') {
      this.#setState('reconnecting');
      this.#watch();
    } else if (pc.connectionState === 'failed') {
      this.#setState('reconnecting');
      this.#restart();
    }
  }

  /** Looks again after a while whether the connection stands. */
  #watch() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      if (this.state !== 'closed' && this.#pc.connectionState !== 'connected') this.#restart();
    }, this.#options.watchMs ?? DEFAULT_WATCH_MS);
  }

  #restart() {
    if (this.#restarts++ >= MAX_RESTARTS) {
      clearTimeout(this.#watchdog);
      this.#setState('failed');
      return;
    }
    if (this.#session.participant(this.remote)?.connected !== false) {
      const pc = this.#pc;
      if (pc.signalingState === 'have-local-offer') this.#sendDescription(pc);
      else if (pc.remoteDescription) pc.restartIce();
      else if (!pc.localDescription) this.initiate();
    }
    this.#watch();
  }

  #replace() {
    this.#discard();
    this.#remoteOrigin = '';
    this.#makingOffer = false;
    this.#ignoreOffer = false;
    this.#pc = this.#newPeerConnection();
    this.#setState('reconnecting');
  }

  #discard() {
    const pc = this.#pc;
    pc.onnegotiationneeded = null;
    pc.onicecandidate = null;
    pc.onconnectionstatechange = null;
    pc.ondatachannel = null;
    pc.close();
  }

  /** @param {LinkState} state */
  #setState(state) {
    if (this.state === state) return;
    this.state = state;
    this.emit('state', state);
  }
}

/**
 * @param {string} sdp
 * @returns {string} the session id of the `o=` line, one for the whole life of a peer connection
 *     (RFC 8829, 5.2.1)
 */
function originOf(sdp) {
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1] ?? '';
}

/**
 * @param {import('./session.js').TurnCredentials | null} credentials
 * @returns {RTCIceServer[]}
 */
function iceServers(credentials) {
  const urls = credentials?.urls ?? [];
  const stun = urls.filter((url) => /^stuns?:/.test(url));
  const turn = urls.filter((url) => /^turns?:/.test(url));
  const servers = [];
  if (stun.length > 0) servers.push({ urls: stun });
  if (turn.length > 0 && credentials?.username) {
    const { username, password } = credentials;
    servers.push({ urls: turn, username, credential: password });
  }
  return servers;
}
