import type { Identifier } from '../../../contract/domain/index.ts';

/** Where a text stands among bytes: [from, to). */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** FNV-1a, 32 bits. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const BAR = 0x7c;

const over = (hash: number, text: string): number => {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME);
  return h;
};

/** The same of ASCII bytes. */
const overBytes = (hash: number, bytes: Uint8Array, { from, to }: Place): number => {
  let h = hash;
  for (let i = from; i < to; i++) h = Math.imul(h ^ (bytes[i] ?? 0), PRIME);
  return h;
};

/** Without it the lowest bit would be a mere parity of the text. */
const mixed = (hash: number): number => {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ (h >>> 16);
};

/** Of the key of an identifier that stands in a line, a whole number of 32 bits. No copy of its text is made. */
export const keyHashAt = (bytes: Uint8Array, system: Place, value: Place): number =>
  mixed(overBytes(Math.imul(overBytes(BASIS, bytes, system) ^ BAR, PRIME), bytes, value));

/** The same of the identifier itself. */
export const keyHash = ({ system, value }: Identifier): number =>
  mixed(over(Math.imul(over(BASIS, system) ^ BAR, PRIME), value));

/** The same of its key, `system|value`. */
export const hashOfKey = (key: string): number => mixed(over(BASIS, key));
