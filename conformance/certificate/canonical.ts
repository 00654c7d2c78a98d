import { createHash } from 'node:crypto';

/**
 * JSON by RFC 8785: members in the order of UTF-16 code units, no white space, numbers as ECMAScript writes them. One
 * value, one text. Throws TypeError for what JSON cannot hold: text that is not well-formed, a number that is not finite.
 */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`${typeof value} has no canonical form`);
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${canonical(name)}:${canonical(inner)}`);
  return `{${members.join(',')}}`;
};

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** 64 lower-case hexadecimal digits. */
export const HASH = /^[0-9a-f]{64}$/;
