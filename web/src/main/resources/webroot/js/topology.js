import { mark, s } from './dom.js';
import { initials } from './format.js';

const CENTRE = { x: 120, y: 94 };
const RADIUS = { x: 92, y: 68 };
const NODE = 24;
const MAX_SHOWN = 12;
/** With more than these there is room for smaller nodes without labels. */
const MAX_LARGE = 4;
const SMALL = 0.7;
const MAX_LABEL = 16;

/** A picture of the session: the hub on top, and the paths that this device has. */
export class Topology {
  /** @type {Map<string, SVGElement>} */
  #nodes = new Map();
  #edges = s('g');
  #front = s('g');

  /** @param {Element} svg */
  constructor(svg) {
    svg.replaceChildren(this.#edges, this.#front);
  }

  /**
   * @param {{people: import('../client/session.js').Participant[], hues: Map<string, number>,
   *     self: string, hub: string, stateOf: (fingerprint: string) => string}} view
   */
  render({ people, hues, self, hub, stateOf }) {
    const shown = people.slice(0, MAX_SHOWN);
    const places = layOut(shown, hub);
    const here = places.get(self);
    this.#edges.replaceChildren(
      ...shown
        .filter(({ fingerprint }) => fingerprint !== self && here)
        .map(({ fingerprint }) => edge(here, places.get(fingerprint), stateOf(fingerprint))),
    );
    const known = new Set(shown.map(({ fingerprint }) => fingerprint));
    for (const [fingerprint, node] of this.#nodes) {
      if (known.has(fingerprint)) continue;
      node.remove();
      this.#nodes.delete(fingerprint);
    }
    for (const person of shown) {
      const node = this.#node(person);
      const { x, y } = places.get(person.fingerprint);
      const small = shown.length > MAX_LARGE;
      node.style.transform = `translate(${x}px, ${y}px) scale(${small ? SMALL : 1})`;
      mark(node, 'hub', person.fingerprint === hub);
      mark(node, 'away', !person.connected);
      const label = person.fingerprint === self ? 'You' : clip(person.deviceName);
      node.querySelector('.label').textContent = small ? '' : label;
      node.querySelector('.disc').setAttribute('class', `disc hue-${hues.get(person.fingerprint)}`);
      node.querySelector('.crown').toggleAttribute('hidden', person.fingerprint !== hub);
    }
  }

  /** @param {import('../client/session.js').Participant} person */
  #node({ fingerprint, deviceName }) {
    let node = this.#nodes.get(fingerprint);
    if (!node) {
      node = s(
        'g',
        { class: 'node' },
        s('circle', { class: 'halo', r: NODE + 4 }),
        s('circle', { class: 'disc', r: NODE }),
        s('text', { class: 'initials', y: 5 }, initials(deviceName ?? '')),
        s('text', { class: 'label', y: NODE + 18 }),
        s('svg', { class: 'crown', x: -9, y: -NODE - 20, width: 18, height: 18 }, s('use', { href: '#i-crown' })),
      );
      this.#nodes.set(fingerprint, node);
      this.#front.append(node);
    }
    return node;
  }
}

/**
 * Two stand side by side, more in a ring with the hub on top.
 *
 * @returns {Map<string, {x: number, y: number}>}
 */
function layOut(people, hub) {
  const places = new Map();
  if (people.length <= 2) {
    people.forEach(({ fingerprint }, i) => {
      const x = people.length === 1 ? CENTRE.x : CENTRE.x + (i === 0 ? -62 : 62);
      places.set(fingerprint, { x, y: CENTRE.y });
    });
    return places;
  }
  const first = Math.max(0, people.findIndex(({ fingerprint }) => fingerprint === hub));
  people.forEach(({ fingerprint }, i) => {
    const angle = -Math.PI / 2 + ((i - first) * 2 * Math.PI) / people.length;
    places.set(fingerprint, {
      x: CENTRE.x + RADIUS.x * Math.cos(angle),
      y: CENTRE.y + RADIUS.y * Math.sin(angle),
    });
  });
  return places;
}

function edge(from, to, state) {
  return s('line', { class: 'edge', 'data-state': state, x1: from.x, y1: from.y, x2: to.x, y2: to.y });
}

/** @param {string} [name] */
const clip = (name = '') => (name.length > MAX_LABEL ? `${name.slice(0, MAX_LABEL - 1)}…` : name);
