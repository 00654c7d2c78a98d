import { describe, expect, test } from 'vitest';
import type { DeviceRecord } from '../../layers.ts';
import { recordsAfter } from '../frequency.test-helper.ts';
import { records, settingOf, take } from '../streams.test-helper.ts';
import { stuckValue } from './stuck-value.ts';

const ID = 'stuck-value';
const touched = ({ truth }: DeviceRecord): boolean => truth.faultIds.includes(ID);

/** Runs of equal values with the true one before those that are touched. */
function runsIn(all: readonly DeviceRecord[]): DeviceRecord[][] {
  const runs: DeviceRecord[][] = [];
  all.forEach((record, i) => {
    const before = all[i - 1];
    if (!touched(record) || before === undefined) return;
    if (touched(before)) runs.at(-1)?.push(record);
    else runs.push([before, record]);
  });
  return runs;
}

describe.each(['glucose', 'weight'] as const)('a stuck value of %s', (measure) => {
  const YEARS = 400;
  const runs = runsIn(recordsAfter(stuckValue, Math.round(YEARS * 365.25), { measure, perDay: 1 }));

  test('comes on 0.02 % of days', () => {
    expect(Math.abs(runs.length / YEARS / 365.25 - 0.0002)).toBeLessThan(0.00016);
  });

  test('is shown 3 to 12 times, the first time rightly', () => {
    for (const run of runs) {
      expect(run.length).toBeGreaterThanOrEqual(3);
      expect(run.length).toBeLessThanOrEqual(12);
      expect(new Set(run.map(({ result }) => JSON.stringify(result))).size).toBe(1);
      expect(new Set(run.map(({ truth }) => truth.trueValue)).size).toBe(run.length);
    }
    expect(new Set(runs.map((run) => run.length)).size).toBeGreaterThan(5);
  });
});

describe('it ends', () => {
  const source = take(300, records());
  const often = settingOf(ID, { rate: 5000 });

  test('with the unit', () => {
    const switching = source.map((record, i): DeviceRecord => {
      if (i % 2 === 0) return record;
      return { ...record, unit: 'mmol/L', result: { kind: 'value', quantity: { value: '5.5', unit: 'mmol/L' } } };
    });
    expect([...stuckValue.apply(switching, often)]).toEqual(switching);
  });

  test('with the device', () => {
    const changing = source.map((record, i): DeviceRecord => {
      const value = `meter ${i}`;
      return { ...record, device: { ...record.device, identifier: { ...record.device.identifier, value } } };
    });
    expect([...stuckValue.apply(changing, often)]).toEqual(changing);
  });

  test('and never begins with what is no value', () => {
    const absent = source.map((record): DeviceRecord => ({ ...record, result: { kind: 'absent', reason: 'error' } }));
    expect([...stuckValue.apply(absent, often)]).toEqual(absent);
  });
});
