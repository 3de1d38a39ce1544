const REQUEST_ERRORS = {
  SESSION_FULL: 'This session is full. Its licence allows no more devices.',
  SESSION_NOT_FOUND: 'No session has this code. Check it with the host and try again.',
  SESSION_ENDED: 'This session has ended. Ask the host for a new code.',
  INVALID_MESSAGE: 'That was not understood.',
  LICENSE_REQUIRED: 'Enter a licence token to create a session.',
  LICENSE_INVALID: 'This licence token is not known here.',
  LICENSE_EXPIRED: 'This licence has expired.',
  DEVICE_BLOCKED: 'This device has been blocked.',
  DEVICE_KEY_MISMATCH: 'Another device is registered under this fingerprint.',
  RATE_LIMITED: 'Too many requests. Wait a moment and try again.',
  UNAVAILABLE: 'The server is catching its breath. Try again in a moment.',
  TIMEOUT: 'The server did not answer in time. Try again.',
  NOT_CONNECTED: 'There is no connection to the server right now.',
};

/** @param {{code?: string, message: string}} error @returns {string} for a person */
export function errorText(error) {
  const text = REQUEST_ERRORS[error.code ?? ''];
  if (!text) return `That did not work: ${error.message}`;
  return error.code === 'INVALID_MESSAGE' ? `${text} (${error.message})` : text;
}

const ENDINGS = {
  LEFT: null,
  HOST_LEFT: 'The session has ended: the host left.',
  TIMEOUT: 'The session has ended: its time is up.',
  COMPLETED: 'The session has ended.',
  ENDED: 'The session has ended.',
  SESSION_ENDED: 'The session has ended.',
  SESSION_NOT_FOUND: 'The session is over.',
  KICKED: 'The host removed this device from the session.',
  BLOCKED: 'This device has been blocked.',
  DEVICE_BLOCKED: 'This device has been blocked.',
  DEVICE_REPLACED: 'This device connected again elsewhere, so this page was signed off.',
};

/** @param {string} reason @returns {string | null} null: nothing worth telling */
export const endingText = (reason) =>
  reason in ENDINGS ? ENDINGS[reason] : `The session has ended (${reason}).`;

const LEAVING = {
  LEFT: 'left',
  TIMEOUT: 'did not come back',
  KICKED: 'was removed',
  BLOCKED: 'was blocked',
};

/** @param {string} reason */
export const leavingText = (reason) => LEAVING[reason] ?? 'left';

const ELECTIONS = {
  DISCONNECT: 'the former hub is gone',
  BATTERY_LOW: 'the former hub is low on battery',
  CAPABILITY_CHANGE: 'it has the highest score',
};

/** @param {string} reason @returns {string} */
export const electionText = (reason) => (ELECTIONS[reason] ? `, because ${ELECTIONS[reason]}` : '');

export const CONNECTION_TEXTS = {
  connecting: 'Connecting…',
  ready: 'Connected',
  reconnecting: 'Reconnecting…',
  closed: 'Disconnected',
};

export const SESSION_TYPES = {
  CALL: 'Call',
  CAST: 'Cast',
  FILE_TRANSFER: 'Files',
  SCREEN_SHARE: 'Screen',
};

export const ROLES = { HOST: 'Host', HUB: 'Hub', SPOKE: 'Spoke', GUEST: 'Guest' };
