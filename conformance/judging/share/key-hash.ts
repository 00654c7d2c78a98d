import type { Identifier } from '../../../contract/domain/index.ts';

/** FNV-1a, 32 bits. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const BAR = 0x7c;

const over = (hash: number, text: string, from: number, to: number): number => {
  let h = hash;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME);
  return h;
};

/** Without it the lowest bit would be a mere parity of the text. */
const mixed = (hash: number): number => {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ (h >>> 16);
};

/** Where a text stands within a line: [from, to). */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Of the key of an identifier that stands in a line, a whole number of 32 bits. No copy of its text is made. */
export const keyHashAt = (line: string, system: Place, value: Place): number =>
  mixed(over(Math.imul(over(BASIS, line, system.from, system.to) ^ BAR, PRIME), line, value.from, value.to));

/** The same of the identifier itself. */
export const keyHash = ({ system, value }: Identifier): number =>
  mixed(over(Math.imul(over(BASIS, system, 0, system.length) ^ BAR, PRIME), value, 0, value.length));

/** The same of its key, `system|value`. */
export const hashOfKey = (key: string): number => mixed(over(BASIS, key, 0, key.length));
