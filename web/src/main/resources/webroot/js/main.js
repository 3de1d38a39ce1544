import {
  detectCapabilities,
  detectDeviceName,
  loadTabIdentity,
  PeerMesh,
  Session,
  SignalingConnection,
} from '../client/netavanue-client.js';
import { ChatView } from './chat-view.js';
import { DeviceView } from './device-view.js';
import { byId } from './dom.js';
import { InviteView } from './invite-view.js';
import { LogView } from './log-view.js';
import { PeopleView } from './people-view.js';
import { StartView } from './start-view.js';
import { Tabs } from './tabs.js';
import { CONNECTION_TEXTS, endingText, errorText } from './texts.js';

const NAME_KEY = 'netavanue.deviceName';
const SESSION_KEY = 'netavanue.session';
const BANNER_MS = 8_000;
/** A short loss heals before anybody needs to be told. */
const LOSS_PATIENCE_MS = 1_200;

/** The page: one signaling connection, and at most one session with its views. */
class Page {
  #connection;
  #log = new LogView();
  #tabs = new Tabs();
  #start;
  #invite;
  #device;
  /** @type {{session: Session, mesh: PeerMesh, close: () => void} | null} */
  #active = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #bannerTimer;

  constructor(identity, capabilities) {
    const deviceName = sessionStorage.getItem(NAME_KEY) ?? detectDeviceName();
    this.#connection = new SignalingConnection({ identity, deviceName });
    this.#device = new DeviceView(capabilities, (changed) => this.#onCapabilities(changed));
    this.#invite = new InviteView({ onLeave: () => this.#leave() });
    this.#start = new StartView({
      onCreate: (options) => this.#enter(Session.create(this.#connection, this.#with(options))),
      onJoin: (inviteCode) => this.#enter(Session.join(this.#connection, this.#with({ inviteCode }))),
      onRename: (name) => this.#rename(name),
    });
    this.#start.showDevice(this.#connection);
    this.#connection.on('signal', (entry) => this.#log.add(entry));
    this.#connection.on('state', (change) => this.#onState(change));
    this.#log.useNames((fingerprint) => this.#active?.session.participant(fingerprint)?.deviceName);
    addEventListener('hashchange', () => this.#joinByLink());
  }

  /** @param {boolean} fresh whether this tab is a new device, which can be in no session yet */
  async open(fresh) {
    // Its failure is told by the state.
    this.#connection.open().catch(() => {});
    const remembered = fresh ? null : JSON.parse(sessionStorage.getItem(SESSION_KEY) ?? 'null');
    sessionStorage.removeItem(SESSION_KEY);
    if (remembered) {
      try {
        await this.#enter(Session.resume(this.#connection, this.#with(remembered)));
        return;
      } catch (error) {
        this.#banner(endingText(error.code) ?? errorText(error), 'warn', BANNER_MS);
      }
    }
    this.#joinByLink();
  }

  /** @template {object} T @param {T} options */
  #with(options) {
    return { ...options, capabilities: this.#device.capabilities };
  }

  #joinByLink() {
    const code = new URLSearchParams(location.hash.slice(1)).get('join');
    if (code && !this.#active) this.#start.join(code);
  }

  /** @param {Promise<Session>} entering */
  async #enter(entering) {
    const session = await entering;
    const mesh = new PeerMesh(session, { labels: ['state'] });
    const people = new PeopleView(session, mesh);
    const chat = new ChatView(session, mesh, () => this.#tabs.unread());
    this.#active = {
      session,
      mesh,
      close: () => {
        mesh.close();
        people.close();
        chat.close();
      },
    };
    this.#shareScores(session, mesh);
    session.on('ended', ({ reason }) => this.#onEnded(reason));
    session.on('change', () => this.#device.showScore(session.self.capabilityScore));
    this.#device.showScore(session.self.capabilityScore);
    this.#invite.show(session);
    const { id: sessionId, inviteCode } = session;
    sessionStorage.setItem(SESSION_KEY, JSON.stringify({ sessionId, inviteCode }));
    history.replaceState(null, '', location.pathname + location.search);
    this.#hideBanner();
    this.#start.clear();
    this.#show('session');
    if (session.ended) this.#onEnded('ENDED');
  }

  /**
   * Members tell each other their scores on a channel of their own, because the server tells a
   * changed score only to the device itself, and to all when it is elected.
   *
   * @param {Session} session
   * @param {PeerMesh} mesh
   */
  #shareScores(session, mesh) {
    const tell = (options) =>
      mesh.send('state', JSON.stringify({ score: session.self.capabilityScore }), options);
    let told = NaN;
    session.on('change', () => {
      const { capabilityScore } = session.self;
      if (capabilityScore !== told) tell();
      told = capabilityScore;
    });
    mesh.on('open', ({ fingerprint, label }) => {
      if (label === 'state') tell({ to: fingerprint });
    });
    mesh.on('data', ({ from, data }) => {
      try {
        session.noteScore(from, JSON.parse(data).score);
      } catch {
        // Another client may use a channel of this name for something else.
      }
    });
  }

  async #onCapabilities(capabilities) {
    const session = this.#active?.session;
    if (!session || session.ended) return;
    try {
      await session.updateCapabilities(capabilities);
    } catch (error) {
      this.#banner(errorText(error), 'warn', BANNER_MS);
    }
  }

  async #leave() {
    await this.#active?.session.leave().catch((error) => {
      this.#banner(errorText(error), 'warn', BANNER_MS);
    });
  }

  /** @param {string} reason */
  #onEnded(reason) {
    if (!this.#active) return;
    this.#active.close();
    this.#active = null;
    sessionStorage.removeItem(SESSION_KEY);
    this.#show('start');
    const text = endingText(reason);
    // A closed connection keeps its own banner.
    if (text && this.#connection.state !== 'closed') this.#banner(text, 'warn', BANNER_MS);
  }

  /** @param {string} name */
  async #rename(name) {
    const { deviceName } = this.#connection;
    if (!name || name === deviceName) {
      this.#start.showDevice(this.#connection);
      return;
    }
    sessionStorage.setItem(NAME_KEY, name);
    try {
      await this.#connection.registerDevice({ deviceName: name });
    } catch (error) {
      this.#banner(errorText(error), 'warn', BANNER_MS);
    }
  }

  /** @param {'start' | 'session'} view */
  #show(view) {
    document.body.dataset.view = view;
    byId('start').hidden = view !== 'start';
    byId('session').hidden = view !== 'session';
    this.#tabs.show('session');
    scrollTo(0, 0);
    byId('content').focus({ preventScroll: true });
  }

  #onState({ state, error }) {
    byId('connection').dataset.state = state;
    byId('connection-text').textContent = CONNECTION_TEXTS[state];
    if (state === 'ready') {
      this.#hideBanner();
    } else if (state === 'closed') {
      const text = endingText(error?.code) ?? 'The connection to the server was closed.';
      const known = error?.code === 'DEVICE_REPLACED' || error?.code === 'DEVICE_BLOCKED';
      this.#banner(known ? text : `${errorText(error)} Reload the page to connect again.`, 'bad');
    } else if (error) {
      const lost = 'The connection to the server was lost. Trying again…';
      const never = 'The server cannot be reached. Trying again…';
      this.#banner(state === 'connecting' ? never : lost, 'warn', Infinity, LOSS_PATIENCE_MS);
    }
  }

  /**
   * @param {string} text
   * @param {'warn' | 'bad'} kind
   * @param {number} [forMs] default: until something else takes its place
   * @param {number} [afterMs]
   */
  #banner(text, kind, forMs = Infinity, afterMs = 0) {
    const banner = byId('banner');
    if (!banner.hidden && banner.textContent === text) return;
    clearTimeout(this.#bannerTimer);
    this.#bannerTimer = setTimeout(() => {
      banner.textContent = text;
      banner.dataset.kind = kind;
      banner.hidden = false;
      if (forMs !== Infinity) this.#bannerTimer = setTimeout(() => this.#hideBanner(), forMs);
    }, afterMs);
  }

  #hideBanner() {
    clearTimeout(this.#bannerTimer);
    byId('banner').hidden = true;
  }
}

const [{ identity, fresh }, capabilities] = await Promise.all([loadTabIdentity(), detectCapabilities()]);
await new Page(identity, capabilities).open(fresh);
