import { expect, test } from 'vitest';
import type { DeviceRecord } from '../../layers.ts';
import { recordsAfter } from '../frequency.test-helper.ts';
import { records, settingOf, shownNumber, take, touchedWith } from '../streams.test-helper.ts';
import { integerRoundingEra } from './integer-rounding-era.ts';

const ID = 'integer-rounding-era';
const YEARS = 12;
const patients = Array.from({ length: 40 }, (_, patient) =>
  recordsAfter(integerRoundingEra, Math.round(YEARS * 365.25), { measure: 'weight', perDay: 1, patient }),
);

test('one change in three years, to whole numbers and back', () => {
  const changes = patients.map((all) => {
    const whole = all.map(({ truth }) => truth.faultIds.includes(ID));
    return whole.filter((is, i) => is !== (whole[i - 1] ?? false)).length;
  });
  const perYear = changes.reduce((a, b) => a + b, 0) / patients.length / YEARS;
  expect(Math.abs(perYear - 1 / 3)).toBeLessThan(0.09);
});

test('in such a time the nearest whole kilogram is shown, in the same unit', () => {
  const touched = touchedWith(patients.flat(), ID);
  const values = touched.map(({ result }) => (result.kind === 'value' ? result.quantity : result));
  expect(new Set(values.map((value) => 'unit' in value && value.unit))).toEqual(new Set(['kg']));
  expect(values.filter((value) => !('value' in value && /^\d+$/.test(value.value)))).toEqual([]);
  expect(Math.max(...touched.map((record) => Math.abs(shownNumber(record) - record.truth.trueValue)))).toBeLessThan(
    0.57,
  );
});

test('a scale in whole numbers, or one that failed, has nothing to round', () => {
  const source = take(200, records({ measure: 'weight' })).map((record, i): DeviceRecord => ({
    ...record,
    result:
      i % 2 === 0 ? { kind: 'value', quantity: { value: '80', unit: 'kg' } } : { kind: 'absent', reason: 'error' },
  }));
  expect([...integerRoundingEra.apply(source, settingOf(ID, { rate: 1000 }))]).toEqual(source);
});
