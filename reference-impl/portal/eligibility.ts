import type { Device } from '../../contract/domain/person.ts';
import type { Eligibility, EligibilityReason } from '../../contract/domain/tracker.ts';

/** The first versions with a health store: HealthKit came with iOS 8.0, Health Connect runs from Android 9 on. */
const LEAST = { ios: [8, 0], android: [9] } as const;

const NUMBER = /^\d+$/;

/** Versions are numbers, part by part: 10.3 is later than 9.1. */
const isAtLeast = (version: string, least: readonly number[]): boolean => {
  const parts = version.trim().split('.');
  if (!NUMBER.test(parts[0] ?? '')) return false;
  for (const [i, wanted] of least.entries()) {
    const part = parts[i] ?? '0';
    const number = NUMBER.test(part) ? Number(part) : 0;
    if (number !== wanted) return number > wanted;
  }
  return true;
};

const reasonOf = ({ platform }: Device): EligibilityReason | undefined => {
  if (platform === undefined) return 'unknown-platform';
  return isAtLeast(platform.version, LEAST[platform.os]) ? undefined : 'os-too-old';
};

/** The phone that decides whether any can serve: one that can, else the newest. */
export const decidingPhone = (devices: readonly Device[]): Device | undefined => {
  const phones = devices.filter(({ kind }) => kind === 'phone');
  return phones.findLast((phone) => reasonOf(phone) === undefined) ?? phones.at(-1);
};

/**
 * Whether any of a patient's phones can serve, and why not: what the newest of them lacks. `devices` in the order in
 * which they came. Source: contract, Life cycles, Eligibility.
 */
export const eligibilityOf = (devices: readonly Device[]): Eligibility => {
  const reasons = devices.filter(({ kind }) => kind === 'phone').map(reasonOf);
  if (reasons.includes(undefined)) return { eligible: true };
  return { eligible: false, reason: reasons.at(-1) ?? 'no-phone' };
};
