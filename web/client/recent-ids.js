/** The ids seen last, at most `limit` of them: the oldest is forgotten first. */
export class RecentIds {
  #ids = new Set();
  #limit;

  /** @param {number} limit */
  constructor(limit) {
    this.#limit = limit;
  }

  /** @param {string} id @returns {boolean} whether the id is new */
  add(id) {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#limit) this.#ids.delete(this.#ids.values().next().value);
    return true;
  }
}
