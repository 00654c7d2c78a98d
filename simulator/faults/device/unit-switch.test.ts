import { describe, expect, test } from 'vitest';
import type { ReadingResult } from '../../../contract/domain/index.ts';
import type { DeviceRecord } from '../../layers.ts';
import { recordsAfter, shareOfPatients } from '../frequency.test-helper.ts';
import { records, settingOf, shownNumber, take, touchedWith } from '../streams.test-helper.ts';
import { unitSwitch } from './unit-switch.ts';

const ID = 'unit-switch';

test('0.3 % of patients a year', () => {
  const often: typeof unitSwitch = {
    ...unitSwitch,
    apply: (items, at) => unitSwitch.apply(items, { ...at, rate: 100 }),
  };
  // 30 days at a hundred times the rate: 1 - e^-0.0246.
  expect(Math.abs(shareOfPatients(often, 1500, 30, 1) - 0.0243)).toBeLessThan(0.012);
});

describe('after a switch', () => {
  const all = recordsAfter(unitSwitch, 20_000, { rate: 100 });
  const touched = touchedWith(all, ID);

  test('values are the same, in tenths of mmol/L that are called so', () => {
    expect(touched.length).toBeGreaterThan(100);
    expect(new Set(touched.map(({ unit }) => unit))).toEqual(new Set(['mmol/L']));
    const quantities = touched.flatMap(({ result }) => (result.kind === 'value' ? [result.quantity] : []));
    expect(quantities).toHaveLength(touched.length);
    expect(quantities.filter(({ value, unit }) => unit !== 'mmol/L' || !/^\d+\.\d$/.test(value))).toEqual([]);
    const off = touched.map((record) => Math.abs(shownNumber(record) * 18.0156 - record.truth.trueValue));
    expect(Math.max(...off)).toBeLessThan(1.6);
  });

  test('it is switched back at another time', () => {
    const units = all.map(({ unit }) => unit);
    expect(units.filter((unit, i) => i > 0 && unit !== units[i - 1]).length).toBeGreaterThan(1);
  });
});

describe('what is shown', () => {
  const mmol = (result: ReadingResult): DeviceRecord[] =>
    take(2, records()).map((record) => ({ ...record, unit: 'mmol/L', result }));
  const after = (result: ReadingResult): DeviceRecord | undefined => {
    const source = mmol(result);
    const passed = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) => [
      ...unitSwitch.apply(source, settingOf(ID, { rate: 1e6, seed })),
    ]);
    return passed.find(({ unit }) => unit === 'mg/dL');
  };

  test('in mmol/L becomes whole mg/dL', () => {
    const result = after({ kind: 'value', quantity: { value: '5.5', unit: 'mmol/L' } })?.result;
    expect(result).toEqual({ kind: 'value', quantity: { value: '99', unit: 'mg/dL' } });
  });

  test('as HI is HI with the bound in the other unit', () => {
    const bound = { value: '33.3', unit: 'mmol/L' } as const;
    const result = after({ kind: 'off-scale', direction: 'high', bound })?.result;
    expect(result).toEqual({ kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } });
    expect(after({ kind: 'off-scale', direction: 'low' })?.result).toEqual({ kind: 'off-scale', direction: 'low' });
  });

  test('as an error is an error', () => {
    expect(after({ kind: 'absent', reason: 'error' })?.result).toEqual({ kind: 'absent', reason: 'error' });
  });
});
