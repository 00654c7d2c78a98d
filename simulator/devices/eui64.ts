import type { Identifier } from '../../contract/domain/index.ts';
import { hashKeys, type StreamKey } from '../random.ts';

/** The system of EUI-64 device identifiers on every wire (IEEE 11073-10101 arc). */
export const EUI64_SYSTEM = 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680';
/** Locally administered, so it can be no maker's device. */
const LOCAL_PREFIX = '0256';
export const MAX_DEVICES = 0x100_0000;
const hex = (n: number): string => n.toString(16).padStart(6, '0').toUpperCase();

/**
 * The EUI-64 of device number `index` of a cohort: a local prefix, three bytes of the cohort's hash,
 * three of the index. Unique inside a cohort. Throws RangeError from 2^24 devices on.
 */
export function eui64(index: number, seed: StreamKey, ...cohort: readonly StreamKey[]): string {
  if (!Number.isInteger(index) || index < 0 || index >= MAX_DEVICES) throw new RangeError(`device index ${index}`);
  const [hash] = hashKeys(seed, ...cohort, 'eui64');
  const digits = `${LOCAL_PREFIX}${hex((hash >>> 0) & 0xff_ffff)}${hex(index)}`;
  return digits.replace(/(..)(?=.)/g, '$1-');
}

export const eui64Identifier = (text: string): Identifier => ({ system: EUI64_SYSTEM, value: text });
