const SECRET_HEADERS = /^((?:proxy-)?authorization|cookie|set-cookie|x-api-key)(\s*:\s*).*$/gim;
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g;
const JWT = /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;

/** Wire text without credentials: headers that carry them, bearer tokens and JWTs anywhere. */
export const redact = (text: string): string =>
  text.replace(SECRET_HEADERS, '$1$2[redacted]').replace(BEARER, '$1 [redacted]').replace(JWT, '[redacted]');
