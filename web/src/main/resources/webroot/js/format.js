/** @param {number} bytes */
export function bytes(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** @param {number} time epoch milliseconds @returns {string} 14:03:07.120 */
export function clockWithMillis(time) {
  const date = new Date(time);
  return `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** @param {number} time @returns {string} 14:03 */
export const clock = (time) => new Date(time).toTimeString().slice(0, 5);

/** @param {number} ms */
export const duration = (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);

/** @param {string} fingerprint */
export const shortPrint = (fingerprint) => fingerprint.slice(0, 8);

const HUES = 8;

/**
 * Gives each member a colour of its own as long as there are enough, and the same in every tab.
 *
 * @param {string[]} fingerprints in the order in which they joined
 * @returns {Map<string, number>} 0–7
 */
export function huesOf(fingerprints) {
  const hues = new Map();
  const free = new Set();
  for (const fingerprint of fingerprints) {
    if (free.size === 0) for (let hue = 0; hue < HUES; hue++) free.add(hue);
    let hue = parseInt(fingerprint.slice(0, 2), 16) % HUES;
    while (!free.has(hue)) hue = (hue + 1) % HUES;
    free.delete(hue);
    hues.set(fingerprint, hue);
  }
  return hues;
}

/** @param {string} name @returns {string} one or two letters */
export function initials(name) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join('') || '?';
}
