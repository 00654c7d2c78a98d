import { describe, expect, test } from 'vitest';
import { keyOf, Order, Reading } from '../../contract/domain/index.ts';
import { planLoad } from './plan-load.ts';
import { findLoad, LoadProfile, loadProfileNames } from './profile.ts';

const profile = LoadProfile.parse({ patients: 7, ratePerSecond: 10, seconds: 5, virtualUsers: 4, timeoutMs: 1000 });
const setting = {
  seed: 11,
  nonce: 'AB12',
  nowMs: Date.parse('2026-03-03T12:00:00Z'),
  responsible: { system: 'urn:x', value: '1' },
};

describe('planning a load run', () => {
  const plan = planLoad(profile, setting);
  test('plans as many readings as rate times seconds, each of the domain', () => {
    expect(plan.readings).toHaveLength(50);
    for (const reading of plan.readings) expect(Reading.parse(reading)).toEqual(reading);
    for (const { order } of plan.patients) expect(Order.parse(order)).toEqual(order);
  });
  test('no two are the same reading or the same measurement, and none is late or in the future', () => {
    expect(new Set(plan.readings.map((r) => keyOf(r.identifier))).size).toBe(50);
    expect(new Set(plan.readings.map((r) => `${keyOf(r.patient)} ${r.effective}`)).size).toBe(50);
    for (const { effective } of plan.readings) {
      const age = setting.nowMs - Date.parse(effective);
      expect(age).toBeGreaterThan(0);
      expect(age).toBeLessThan(30 * 60_000);
    }
  });
  test('the seed decides the values and nothing else does', () => {
    const values = (seed: number, nonce: string) =>
      planLoad(profile, { ...setting, seed, nonce }).readings.map((r) => r.result);
    expect(values(11, 'XX')).toEqual(values(11, 'YY'));
    expect(values(12, 'XX')).not.toEqual(values(11, 'XX'));
  });
  test('it holds normal, abnormal and critical values', () => {
    const numbers = plan.readings.map((r) =>
      r.result.kind === 'value' ? Number(r.result.quantity.value) : Number.NaN,
    );
    expect(numbers.some((n) => n >= 70 && n <= 180)).toBe(true);
    expect(numbers.some((n) => n > 180 && n <= 300)).toBe(true);
  });
});

describe('load profiles', () => {
  test('every profile has a script of its name and can be loaded', () => {
    for (const name of loadProfileNames()) expect(findLoad(name).script).toMatch(new RegExp(`${name}\\.ts$`));
    expect(loadProfileNames()).toContain('smoke');
  });
  test('an unknown name is exit 3 and says which there are', () => {
    expect(() => findLoad('smok')).toThrowError(
      expect.objectContaining({ exitCode: 3, expected: expect.stringContaining('smoke') }),
    );
  });
});
