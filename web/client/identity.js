import * as ed25519 from './vendor/noble-ed25519/index.js';
import { sha512 } from './vendor/noble-hashes/sha2.js';
import { fromHex, sha256Hex, toBase64, toHex, utf8 } from './bytes.js';

// Pure JavaScript signatures: browsers offer `crypto.subtle` only in secure contexts, and a page
// served over plain HTTP to another machine is none.
ed25519.hashes.sha512 = sha512;

/** ASN.1 head of an X.509 SubjectPublicKeyInfo that holds a raw Ed25519 key (RFC 8410, 4). */
const SPKI_HEAD = fromHex('302a300506032b6570032100');
const DEFAULT_KEY = 'netavanue.identity';
/** How long a fresh tab waits for another one to say that it already uses the same identity. */
const CLAIM_WAIT_MS = 120;

/** A device's Ed25519 key pair and the fingerprint derived from it. */
export class Identity {
  #secretKey;

  /** @param {Uint8Array} secretKey 32 bytes */
  constructor(secretKey) {
    if (secretKey.length !== 32) throw new TypeError('an Ed25519 secret key has 32 bytes');
    this.#secretKey = secretKey;
    const raw = ed25519.getPublicKey(secretKey);
    const spki = new Uint8Array(SPKI_HEAD.length + raw.length);
    spki.set(SPKI_HEAD);
    spki.set(raw, SPKI_HEAD.length);
    /** @type {string} 64 lower-case hex characters: SHA-256 of the raw public key */
    this.fingerprint = sha256Hex(raw);
    /** @type {string} base64 of the X.509 SubjectPublicKeyInfo */
    this.publicKey = toBase64(spki);
  }

  /** @returns {Identity} one with a new random key */
  static generate() {
    return new Identity(crypto.getRandomValues(new Uint8Array(32)));
  }

  /**
   * @param {string} text signed as UTF-8
   * @returns {string} base64 of the 64-byte Ed25519 signature
   */
  sign(text) {
    return toBase64(ed25519.sign(utf8(text), this.#secretKey));
  }

  /** @returns {string} the secret key as hex, for {@link Identity.fromSecret} and a private store */
  exportSecret() {
    return toHex(this.#secretKey);
  }

  /** @param {string} hex what {@link Identity#exportSecret} gave @returns {Identity} */
  static fromSecret(hex) {
    return new Identity(fromHex(hex));
  }
}

/**
 * The identity kept in `storage`, made at the first call.
 *
 * The default is `sessionStorage`, so that each tab is a device of its own and stays the same one
 * when it is reloaded. Pass `localStorage` for one identity per browser profile.
 *
 * @param {{storage?: Storage, key?: string}} [options]
 * @returns {Identity}
 */
export function loadIdentity({ storage = sessionStorage, key = DEFAULT_KEY } = {}) {
  const stored = storage.getItem(key);
  if (stored) {
    try {
      return Identity.fromSecret(stored);
    } catch {
      // Unreadable: replaced below.
    }
  }
  const identity = Identity.generate();
  storage.setItem(key, identity.exportSecret());
  return identity;
}

/**
 * Like {@link loadIdentity} with `sessionStorage`, and safe against "duplicate tab", which copies
 * that storage: if a living tab already uses the identity, this one gets a new identity.
 *
 * @param {{key?: string}} [options]
 * @returns {Promise<{identity: Identity, fresh: boolean}>} `fresh` when it was made just now
 */
export async function loadTabIdentity({ key = DEFAULT_KEY } = {}) {
  const known = sessionStorage.getItem(key) !== null;
  let identity = loadIdentity({ key });
  const channel = new BroadcastChannel(key);
  const me = toHex(crypto.getRandomValues(new Uint8Array(8)));
  const taken =
    known &&
    (await new Promise((resolve) => {
      channel.onmessage = ({ data }) => {
        if (data.claimed === identity.fingerprint && data.to === me) resolve(true);
        // Two tabs restored at the same moment ask each other: one of them yields.
        if (data.claim === identity.fingerprint && data.from < me) resolve(true);
      };
      channel.postMessage({ claim: identity.fingerprint, from: me });
      setTimeout(() => resolve(false), CLAIM_WAIT_MS);
    }));
  if (taken) {
    sessionStorage.removeItem(key);
    identity = loadIdentity({ key });
  }
  channel.onmessage = ({ data }) => {
    if (data.claim === identity.fingerprint) {
      channel.postMessage({ claimed: identity.fingerprint, to: data.from });
    }
  };
  return { identity, fresh: !known || taken };
}
