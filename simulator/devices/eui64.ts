import type { Identifier } from '../../contract/domain/index.ts';
import { MOST_KINDS, numberOfKind } from '../kind-number.ts';
import { hashKeys, type StreamKey } from '../random.ts';

/** The system of EUI-64 device identifiers on every wire (IEEE 11073-10101 arc). */
export const EUI64_SYSTEM = 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680';
/** Locally administered, so it can be no maker's device. */
const LOCAL_PREFIX = '0256';
export const MAX_DEVICES = 0x100_0000;
const COHORTS = 0x100_0000;
const dashed = (digits: string): string => digits.replace(/(..)(?=.)/g, '$1-');
const hex = (n: number): string => n.toString(16).padStart(6, '0').toUpperCase();

/**
 * The EUI-64 of device number `index` of a kind of people: a local prefix, three bytes of the kind and the hash of seed and
 * cohort, three of the index. Unique among all kinds of one seed. Throws RangeError from 2^24 devices on.
 */
export function eui64(index: number, kind: number, seed: StreamKey, ...cohort: readonly StreamKey[]): string {
  if (!Number.isInteger(index) || index < 0 || index >= MAX_DEVICES) throw new RangeError(`device index ${index}`);
  const [hash] = hashKeys(seed, ...cohort, 'eui64');
  const digits = `${LOCAL_PREFIX}${hex(numberOfKind(hash, kind, COHORTS))}${hex(index)}`;
  return dashed(digits);
}

const COHORT_BYTES = /^(..-..-)(..-..-..)(-..-..-..)$/;

/** Another address of the same patient and kind, by a hash: nobody else's device can have it. */
export const otherEui64 = (address: string, hash: number): string =>
  address.replace(COHORT_BYTES, (_, prefix: string, cohort: string, index: string) => {
    const kind = Number.parseInt(cohort.replaceAll('-', ''), 16) % MOST_KINDS;
    return `${prefix}${dashed(hex(numberOfKind(hash, kind, COHORTS)))}${index}`;
  });

export const eui64Identifier = (text: string): Identifier => ({ system: EUI64_SYSTEM, value: text });
