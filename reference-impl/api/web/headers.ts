import type { ServerResponse } from 'node:http';

/**
 * What the browser may do with a page: its own scripts and styles from files of this server, forms to this server, and
 * nothing else. Sources: CSP level 3; OWASP, HTTP Headers Cheat Sheet.
 */
const SECURITY: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: with that a browser hides the origin of a form, too, by which we know our own.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Sets the headers of everything that the pages answer. What says something of a patient is kept nowhere (`no-store`). */
export const secure = (response: ServerResponse, caching = 'no-store'): void => {
  for (const [name, value] of Object.entries(SECURITY)) response.setHeader(name, value);
  response.setHeader('cache-control', caching);
};
