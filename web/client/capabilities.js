/**
 * What a device can do, as the hub election weighs it.
 *
 * @typedef {object} Capabilities
 * @property {number} cpuCores
 * @property {number} ramMb
 * @property {number} [batteryPercent]
 * @property {boolean} [isCharging]
 * @property {'WIFI' | 'CELLULAR' | 'ETHERNET' | 'UNKNOWN'} [networkType]
 * @property {number} [bandwidthMbps]
 * @property {DeviceType} [deviceType]
 * @property {number} [screenWidth]
 * @property {number} [screenHeight]
 * @property {string[]} [supportedCodecs]
 * @property {string[]} [modules]
 */

/** @typedef {'PHONE' | 'TABLET' | 'DESKTOP' | 'GLASSES' | 'TV'} DeviceType */

const NETWORK_TYPES = { wifi: 'WIFI', cellular: 'CELLULAR', ethernet: 'ETHERNET' };

/** @returns {DeviceType} a guess from the browser's pointer and screen */
export function detectDeviceType() {
  const coarse = matchMedia('(pointer: coarse)').matches;
  const shortSide = Math.min(screen.width, screen.height);
  if (!coarse) return 'DESKTOP';
  return shortSide >= 600 ? 'TABLET' : 'PHONE';
}

/** @returns {string} a name a person recognises, such as "Firefox on Linux" */
export function detectDeviceName() {
  const agent = navigator.userAgent;
  /** @type {(table: [RegExp, string][], other: string) => string} */
  const first = (table, other) => table.find(([pattern]) => pattern.test(agent))?.[1] ?? other;
  const browser = first(
    [
      [/Edg\//, 'Edge'],
      [/OPR\//, 'Opera'],
      [/Firefox\//, 'Firefox'],
      [/Chrome\//, 'Chrome'],
      [/Safari\//, 'Safari'],
    ],
    'Browser',
  );
  const system = first(
    [
      [/Android/, 'Android'],
      [/iPhone|iPad/, 'iOS'],
      [/Windows/, 'Windows'],
      [/Mac OS X/, 'macOS'],
      [/Linux|X11/, 'Linux'],
    ],
    'web',
  );
  return `${browser} on ${system}`;
}

/**
 * Asks the browser what it tells about the machine. What it does not tell is left out.
 *
 * @returns {Promise<Capabilities>}
 */
export async function detectCapabilities() {
  const nav = /** @type {any} */ (navigator);
  /** @type {Capabilities} */
  const found = {
    cpuCores: nav.hardwareConcurrency || 1,
    ramMb: Math.round((nav.deviceMemory ?? 4) * 1024),
    networkType: NETWORK_TYPES[nav.connection?.type] ?? 'UNKNOWN',
    deviceType: detectDeviceType(),
    screenWidth: Math.round(screen.width),
    screenHeight: Math.round(screen.height),
    supportedCodecs: codecs(),
    modules: [],
  };
  if (nav.connection?.downlink > 0) found.bandwidthMbps = Math.round(nav.connection.downlink);
  try {
    const battery = await nav.getBattery?.();
    if (battery) {
      found.batteryPercent = Math.round(battery.level * 100);
      found.isCharging = battery.charging;
    }
  } catch {
    // The browser keeps the battery to itself: absent counts as 0.
  }
  return found;
}

/** @returns {string[]} the video codecs that the browser can receive */
function codecs() {
  const all = globalThis.RTCRtpReceiver?.getCapabilities?.('video')?.codecs ?? [];
  const names = all.map(({ mimeType }) => mimeType.split('/')[1].toUpperCase());
  return [...new Set(names)].filter((name) => !/^(RTX|RED|ULPFEC|FLEXFEC.*)$/.test(name));
}

/** @type {(value: number | undefined, low: number, high: number) => number} */
const clamp = (value, low, high) => Math.min(high, Math.max(low, Math.trunc(value ?? 0)));

/**
 * The score by which the server elects the hub, for showing it before an update is sent.
 *
 * @param {Capabilities} c
 * @returns {number}
 */
export function scoreOf(c) {
  const power = c.isCharging ? 200 : clamp(c.batteryPercent, 0, 100) * 2;
  return (
    clamp(c.cpuCores, 1, 256) * 10 +
    Math.trunc(clamp(c.ramMb, 0, 1_048_576) / 100) +
    power +
    clamp(c.bandwidthMbps, 0, 10_000) * 5 +
    (c.deviceType === 'DESKTOP' ? 100 : 0) +
    (c.networkType === 'ETHERNET' ? 50 : 0) +
    Math.trunc(clamp(c.screenWidth, 0, 16_384) / 10) +
    Math.min(new Set(c.supportedCodecs).size, 32) * 15
  );
}
