/** Fields that never belong into a log. */
const SECRETS = new Set(['licenseToken', 'password', 'sharedSecret', 'token']);

/**
 * @param {any} value a JSON value
 * @returns {any} a copy of it with secrets masked
 */
export function redact(value) {
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      SECRETS.has(key) && inner ? '••••••' : redact(inner),
    ]),
  );
}
