import { describe, expect, test } from 'vitest';
import type { DeviceRecord } from '../../layers.ts';
import { recordsAfter } from '../frequency.test-helper.ts';
import { records, settingOf, shownNumber, take, touchedWith } from '../streams.test-helper.ts';
import { hiLoSpurious } from './hi-lo-spurious.ts';
import { kgLbMix } from './kg-lb-mix.ts';
import { lowSample } from './low-sample.ts';
import { nanReserved } from './nan-reserved.ts';
import { stripError } from './strip-error.ts';

const COUNT = 60_000;
const near = (count: number, perItem: number): void => {
  const expected = COUNT * perItem;
  expect(Math.abs(count - expected)).toBeLessThan(4.5 * Math.sqrt(expected));
};
const settingAlways = () => settingOf('always', { rate: 1e6 });
const others = (record: DeviceRecord): Partial<DeviceRecord> => {
  const { result: _, truth: _truth, ...rest } = record;
  return rest;
};

describe('hi-lo-spurious', () => {
  const touched = touchedWith(recordsAfter(hiLoSpurious, 200_000), 'hi-lo-spurious');

  test('one record in 5,000 says HI or LO with the end of the range, though the truth is within it', () => {
    expect(Math.abs(touched.length - 40)).toBeLessThan(25);
    const said = touched.map(({ result }) =>
      result.kind === 'off-scale' ? `${result.direction} ${result.bound?.value} ${result.bound?.unit}` : 'a number',
    );
    expect(new Set(said)).toEqual(new Set(['high 600 mg/dL', 'low 20 mg/dL']));
    for (const { truth } of touched) {
      expect(truth.trueValue).toBeGreaterThan(20);
      expect(truth.trueValue).toBeLessThan(600);
    }
  });

  test('in mmol/L the ends are 33.3 and 1.1', () => {
    const source = take(200, records()).map((record) => ({ ...record, unit: 'mmol/L' as const }));
    const bounds = touchedWith([...hiLoSpurious.apply(source, settingAlways())], 'hi-lo-spurious').map(({ result }) =>
      result.kind === 'off-scale' ? result.bound?.value : undefined,
    );
    expect(new Set(bounds)).toEqual(new Set(['33.3', '1.1']));
  });
});

describe('nan-reserved', () => {
  test.each(['glucose', 'weight'] as const)(
    '0.05 %% of records of %s have no number, for an error or for nobody knows what',
    (measure) => {
      const touched = touchedWith(recordsAfter(nanReserved, COUNT, { measure }), 'nan-reserved');
      near(touched.length, 0.0005);
      const reasons = new Set(touched.map(({ result }) => (result.kind === 'absent' ? result.reason : result.kind)));
      expect(reasons).toEqual(new Set(['error', 'unknown']));
    },
  );
});

describe.each([
  [lowSample, 0.01],
  [stripError, 0.005],
] as const)('$id', (fault, perItem) => {
  const left = recordsAfter(fault, COUNT);

  test(`${perItem * 100} % of tests leave no record but their number`, () => {
    near(COUNT - left.length, perItem);
    const numbers = new Set(left.map(({ sequenceNumber }) => sequenceNumber));
    expect(numbers.size).toBe(left.length);
    expect(left.at(-1)?.sequenceNumber).toBe(COUNT - 1);
  });

  test('the others are as they were', () => {
    expect(left.slice(0, 500)).toEqual(
      take(520, records())
        .filter((r) => left.some((l) => l.sequenceNumber === r.sequenceNumber))
        .slice(0, 500),
    );
  });
});

test('too little blood and a bad strip do not strike the same tests', () => {
  const numbers = (fault: typeof lowSample) =>
    new Set(recordsAfter(fault, 5000, { rate: 10 }).map(({ sequenceNumber }) => sequenceNumber));
  const [low, strip] = [numbers(lowSample), numbers(stripError)];
  const both = Array.from({ length: 5000 }, (_, i) => i).filter((i) => !low.has(i) && !strip.has(i));
  expect(both.length).toBeLessThan(60);
});

describe('kg-lb-mix', () => {
  test('0.1 % of weighings are pounds that are called kilograms', () => {
    const touched = touchedWith(recordsAfter(kgLbMix, COUNT, { measure: 'weight' }), 'kg-lb-mix');
    near(touched.length, 0.001);
    for (const record of touched) {
      expect(record.unit).toBe('kg');
      expect(record.result.kind === 'value' && record.result.quantity.unit).toBe('kg');
      expect(Math.abs(shownNumber(record) / record.truth.trueValue - 2.2046)).toBeLessThan(0.003);
    }
  });

  test('and kilograms that are called pounds, where the scale is in pounds', () => {
    const pounds: DeviceRecord[] = take(50, records({ measure: 'weight' })).map((record) => ({
      ...record,
      unit: '[lb_av]',
      result: { kind: 'value', quantity: { value: '180.2', unit: '[lb_av]' } },
    }));
    const mixed = [...kgLbMix.apply(pounds, settingAlways())];
    expect(new Set(mixed.map(({ result }) => (result.kind === 'value' ? result.quantity.value : '')))).toEqual(
      new Set(['81.7']),
    );
    mixed.forEach((record, i) => expect(others(record)).toEqual(others(pounds[i] as DeviceRecord)));
  });
});
