import { sha256 } from './vendor/noble-hashes/sha2.js';

const encoder = new TextEncoder();

/** @param {string} text @returns {Uint8Array} */
export const utf8 = (text) => encoder.encode(text);

/** @param {Uint8Array} bytes @returns {string} lower-case hex */
export function toHex(bytes) {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** @param {string} hex @returns {Uint8Array} */
export function fromHex(hex) {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new TypeError('not a hex string');
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** @param {Uint8Array} bytes @returns {string} base64 with padding */
export function toBase64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** @param {Uint8Array} bytes @returns {string} SHA-256 as lower-case hex */
export const sha256Hex = (bytes) => toHex(sha256(bytes));

/**
 * An incremental SHA-256, because `crypto.subtle` hashes only whole buffers and is absent over
 * plain HTTP.
 *
 * @returns {{update(bytes: Uint8Array): void, hex(): string}}
 */
export function sha256Stream() {
  const hash = sha256.create();
  return {
    update(bytes) {
      hash.update(bytes);
    },
    hex: () => toHex(hash.digest()),
  };
}
