/**
 * A request that the server refused, or that could not be carried out.
 *
 * `code` is one of the server's error codes (`SESSION_FULL`, `LICENSE_INVALID`, `RATE_LIMITED`, …)
 * or one of the client's own: `TIMEOUT` (no answer in time), `NOT_CONNECTED` (the connection was
 * closed, or is not back yet), `CONNECT_FAILED`, `QUEUE_FULL` (too many requests under way).
 */
export class SignalingError extends Error {
  /**
   * @param {string} code
   * @param {string} [message]
   * @param {{request?: string, retryAfterMs?: number, cause?: unknown}} [details]
   */
  constructor(code, message = code, details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'SignalingError';
    /** @type {string} */
    this.code = code;
    /** @type {string | undefined} the request that failed */
    this.request = details.request;
    /** @type {number | undefined} milliseconds to wait before trying again (RATE_LIMITED) */
    this.retryAfterMs = details.retryAfterMs;
  }

  /**
   * @param {{code?: string, message?: string, request?: string, retryAfterMs?: number}} reply an
   *     `ERROR` object of the server
   * @param {string} [request]
   */
  static fromReply(reply, request) {
    return new SignalingError(reply.code ?? 'INTERNAL', reply.message ?? reply.code, {
      request: reply.request ?? request,
      retryAfterMs: reply.retryAfterMs,
    });
  }
}
