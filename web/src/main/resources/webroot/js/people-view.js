import { byId, h, icon } from './dom.js';
import { duration, huesOf, shortPrint } from './format.js';
import { ROLES } from './texts.js';
import { Topology } from './topology.js';

const STATS_MS = 2_000;
const LINK_TEXTS = {
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  failed: 'No direct path',
  closed: 'Closed',
};
const DEVICE_ICONS = {
  DESKTOP: 'desktop',
  PHONE: 'phone',
  TABLET: 'tablet',
  GLASSES: 'glasses',
  TV: 'tv',
};

/** Who is in the session: roles, hub, scores, and how each of them is reached. */
export class PeopleView {
  #session;
  #mesh;
  #topology = new Topology(byId('topology'));
  /** @type {Map<string, {text: string, title: string}>} */
  #paths = new Map();
  /** @type {Map<string, {key: string, element: HTMLElement}>} rows as they stand */
  #rows = new Map();
  #alone = h(
    'li',
    { class: 'person-alone hint' },
    'Waiting for others. Share the code, or scan the QR code with a phone.',
  );
  #pending = false;
  #timer;
  #offState;

  /**
   * @param {import('../client/session.js').Session} session
   * @param {import('../client/peer-mesh.js').PeerMesh} mesh
   */
  constructor(session, mesh) {
    this.#session = session;
    this.#mesh = mesh;
    session.on('change', () => this.#schedule());
    this.#offState = session.connection.on('state', () => this.#schedule());
    mesh.on('link', () => {
      this.#schedule();
      void this.#measure();
    });
    this.#timer = setInterval(() => void this.#measure(), STATS_MS);
    this.#render();
  }

  close() {
    clearInterval(this.#timer);
    this.#offState();
  }

  #schedule() {
    if (this.#pending) return;
    this.#pending = true;
    // Not an animation frame: those stop in a hidden tab, which should be right when it is shown.
    setTimeout(() => {
      this.#pending = false;
      this.#render();
    });
  }

  async #measure() {
    for (const link of this.#mesh.links) {
      const stats = await link.stats().catch(() => null);
      if (!stats) continue;
      const way = stats.relayed ? 'Relayed' : 'Direct';
      const rtt = stats.rttMs === null ? '' : ` · ${duration(stats.rttMs)}`;
      this.#paths.set(link.remote, {
        text: `${way}${rtt}`,
        title: `${stats.local} to ${stats.remote} over ${stats.protocol.toUpperCase()}`,
      });
    }
    this.#schedule();
  }

  #render() {
    const people = this.#session.participants;
    const { maxPeers } = this.#session;
    byId('people-count').textContent = maxPeers ? `${people.length} of ${maxPeers}` : `${people.length}`;
    const top = Math.max(1, ...people.map(({ capabilityScore }) => capabilityScore));
    const hues = huesOf(people.map(({ fingerprint }) => fingerprint));
    this.#rows = new Map(people.map((person) => [person.fingerprint, this.#keptRow(person, top, hues)]));
    const elements = [...this.#rows.values()].map(({ element }) => element);
    if (people.length === 1) elements.push(this.#alone);
    const list = byId('people');
    const same = list.childElementCount === elements.length;
    if (!same || elements.some((element, i) => list.children[i] !== element)) {
      list.replaceChildren(...elements);
    }
    this.#topology.render({
      people,
      hues,
      self: this.#session.connection.fingerprint,
      hub: this.#session.hubFingerprint,
      stateOf: (fingerprint) => this.#mesh.link(fingerprint)?.state ?? 'connecting',
    });
  }

  /** The row as it is, unless something in it has changed: focus and hover stay where they are. */
  #keptRow(person, top, hues) {
    const { fingerprint } = person;
    const hue = hues.get(fingerprint);
    const link = this.#mesh.link(fingerprint)?.state;
    const path = this.#paths.get(fingerprint);
    const hub = fingerprint === this.#session.hubFingerprint;
    const key = JSON.stringify([person, top, hue, link, path, hub, this.#session.connection.state]);
    const known = this.#rows.get(fingerprint);
    return known?.key === key ? known : { key, element: this.#row(person, top, hue) };
  }

  /**
   * @param {import('../client/session.js').Participant} person
   * @param {number} top the highest score
   * @param {number} hue
   */
  #row(person, top, hue) {
    const { fingerprint, deviceName, deviceType, isLicensed, capabilityScore } = person;
    const self = fingerprint === this.#session.connection.fingerprint;
    const hub = fingerprint === this.#session.hubFingerprint;
    const name = deviceName || shortPrint(fingerprint);
    return h(
      'li',
      { class: 'person', 'data-fingerprint': fingerprint, 'data-hub': hub, 'data-role': person.role },
      h('span', { class: `avatar hue-${hue}` }, icon(DEVICE_ICONS[deviceType] ?? 'phone')),
      h(
        'div',
        { class: 'person-lines' },
        h(
          'div',
          { class: 'person-line' },
          h(
            'span',
            { class: 'person-name' },
            h('span', { title: fingerprint }, name),
            self && h('span', { class: 'you' }, '(you)'),
            isLicensed &&
              h('span', { class: 'licensed', title: 'Licensed', role: 'img', 'aria-label': 'Licensed' }, icon('shield')),
          ),
          h('span', { class: 'roles' }, ...roleBadges(person.role, hub)),
        ),
        h(
          'div',
          { class: 'person-line' },
          this.#path(person, self),
          h(
            'span',
            { class: 'person-score', title: 'Score in the hub election' },
            h('meter', { min: 0, max: top, value: capabilityScore, 'aria-hidden': 'true' }),
            h('span', {}, String(capabilityScore ?? '–')),
          ),
        ),
      ),
    );
  }

  /** @param {import('../client/session.js').Participant} person @param {boolean} self */
  #path(person, self) {
    if (self) {
      const { state } = this.#session.connection;
      return path(state, state === 'ready' ? 'This tab' : 'Reconnecting…');
    }
    const link = this.#mesh.link(person.fingerprint);
    if (!person.connected) return path('reconnecting', 'Lost its connection, waiting…');
    const state = link?.state ?? 'connecting';
    if (state === 'connected') {
      const known = this.#paths.get(person.fingerprint);
      return path(state, known?.text ?? 'Direct', known?.title);
    }
    const element = path(state, LINK_TEXTS[state]);
    if (state === 'failed') {
      const retry = () => link?.recover();
      element.append(h('button', { class: 'link-button', type: 'button', onclick: retry }, 'Try again'));
    }
    return element;
  }
}

/** @param {string} role @param {boolean} hub */
function roleBadges(role, hub) {
  const badges = [];
  if (role !== 'HUB') badges.push(h('span', { class: 'role', 'data-role': role }, ROLES[role] ?? role));
  if (hub) {
    // Beside "Host" the crown alone leaves the room to the name.
    const text = h('span', role === 'HOST' ? { class: 'visually-hidden' } : {}, 'Hub');
    badges.push(h('span', { class: 'role', 'data-role': 'HUB', title: 'Hub' }, icon('crown'), text));
  }
  return badges;
}

/** @param {string} state @param {string} text @param {string} [title] */
function path(state, text, title) {
  return h(
    'span',
    { class: 'person-path', 'data-state': state, title },
    h('span', { class: 'dot' }),
    h('span', {}, text),
  );
}
