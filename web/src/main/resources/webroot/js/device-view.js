import { scoreOf } from '../client/netavanue-client.js';
import { byId } from './dom.js';

/** Long enough to send one update for a drag of a slider, short enough to feel at once. */
const SETTLE_MS = 200;
const DEFAULT_BATTERY = 80;

/** The sliders that let a person play a stronger or weaker device. */
export class DeviceView {
  #capabilities;
  #onChange;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import('../client/capabilities.js').Capabilities} capabilities as detected
   * @param {(capabilities: import('../client/capabilities.js').Capabilities) => void} onChange
   */
  constructor(capabilities, onChange) {
    this.#capabilities = capabilities;
    this.#onChange = onChange;
    const ram = Math.max(1, Math.round(capabilities.ramMb / 1024));
    set('cap-battery', capabilities.batteryPercent ?? DEFAULT_BATTERY);
    set('cap-cores', capabilities.cpuCores);
    set('cap-ram', ram);
    set('cap-bandwidth', capabilities.bandwidthMbps ?? 0);
    byId('cap-charging').checked = capabilities.isCharging ?? false;
    byId('cap-network').value = capabilities.networkType ?? 'UNKNOWN';
    byId('capabilities').addEventListener('input', () => this.#changed());
    byId('capabilities').addEventListener('submit', (event) => event.preventDefault());
    this.#read();
  }

  /** @returns {import('../client/capabilities.js').Capabilities} as the sliders stand */
  get capabilities() {
    return this.#capabilities;
  }

  /** @param {number} score as the server counts it */
  showScore(score) {
    byId('own-score').textContent = String(score);
  }

  #changed() {
    this.#read();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#onChange(this.#capabilities), SETTLE_MS);
  }

  #read() {
    const number = (id) => Number(byId(id).value);
    this.#capabilities = {
      ...this.#capabilities,
      batteryPercent: number('cap-battery'),
      cpuCores: number('cap-cores'),
      ramMb: number('cap-ram') * 1024,
      bandwidthMbps: number('cap-bandwidth'),
      isCharging: byId('cap-charging').checked,
      networkType: byId('cap-network').value,
    };
    byId('out-battery').textContent = `${number('cap-battery')} %`;
    byId('out-cores').textContent = byId('cap-cores').value;
    byId('out-ram').textContent = `${number('cap-ram')} GB`;
    const bandwidth = number('cap-bandwidth');
    byId('out-bandwidth').textContent = bandwidth > 0 ? `${bandwidth} Mbit/s` : 'unknown';
    for (const slider of document.querySelectorAll('.slider input')) {
      const { min, max, value } = slider;
      slider.style.setProperty('--filled', `${(100 * (value - min)) / (max - min)}%`);
    }
    this.showScore(scoreOf(this.#capabilities));
  }
}

/** @param {string} id @param {number} value */
function set(id, value) {
  const slider = byId(id);
  // A machine beyond the slider's end is shown as it is.
  if (value > Number(slider.max)) slider.max = String(value);
  slider.value = String(value);
}
