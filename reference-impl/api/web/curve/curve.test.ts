import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { FiledReading } from '../../../../contract/domain/reading.ts';
import { orderOf, readingOf } from '../../../world.test-helper.ts';
import { curve, type Curve } from './curve.ts';
import { curveOf } from './series.ts';

const filed = (value: string, minute: number, over: Partial<FiledReading> = {}): FiledReading => ({
  reading: readingOf(value, 'mg/dL', { effective: `2026-03-03T07:${String(minute).padStart(2, '0')}:00-05:00` }),
  version: 1,
  interpretation: ['N'],
  ranges: [],
  orders: [],
  ...over,
});

const drawn = (readings: readonly FiledReading[], over: Partial<Parameters<typeof curveOf>[0]> = {}): Curve => {
  const result = curveOf({ title: 'Glucose', readings, orders: [orderOf()], id: 'x', ...over });
  if (result === undefined) throw new Error('there is something to draw');
  return result;
};

test('in words its numbers are those of the readings, and not rounded', () => {
  expect(String(curve(drawn([filed('82.44', 0), filed('82.46', 5)])))).toContain('from 82.44 to 82.46 mg/dL');
});

describe('what is drawn', () => {
  test('is every number, with the limits of the order and the clock of the place', () => {
    const high = filed('320', 5, { interpretation: ['HH'] });
    const { points, lines, offsetMin, unit } = drawn([filed('100', 0), high], { chosen: high.reading.identifier });
    expect(points.map(({ value, isOut, isChosen }) => [value, isOut, isChosen])).toEqual([
      [100, false, false],
      [320, true, true],
    ]);
    expect(lines.map(({ value, tier }) => [value, tier])).toEqual([
      [70, 'reference'],
      [160, 'reference'],
      [54, 'critical'],
      [300, 'critical'],
    ]);
    expect([offsetMin, unit]).toEqual([-300, 'mg/dL']);
  });

  test('is in the unit of the order, whatever a reading was sent in', () => {
    const mmol = { ...filed('100', 0), reading: readingOf('10.0', 'mmol/L') };
    expect(drawn([mmol]).points[0]?.value).toBeCloseTo(180.156, 2);
  });

  test('is the limit of an order in another unit with that unit', () => {
    const other = orderOf({ unit: 'mmol/L', limits: [{ tier: 'reference', low: '4.0', high: '7.0' }] });
    const { lines } = drawn([filed('100', 0)], { orders: [orderOf({ limits: [] }), other] });
    expect(lines.map(({ value, text }) => [Math.round(value), text])).toEqual([
      [72, 'low 4.0 mmol/L'],
      [126, 'high 7.0 mmol/L'],
    ]);
  });

  test('says how many of its readings the table beside it has', () => {
    const few = Array.from({ length: 100 }, (_, i) => filed('100', i % 60));
    expect(String(curve(drawn(few)))).toContain('The table has each reading.');
    expect(String(curve(drawn([...few, filed('101', 59)])))).toContain('The table has the latest 100.');
  });

  test('is no reading that has no number, or was none', () => {
    const off = { ...filed('1', 0).reading, result: { kind: 'off-scale', direction: 'high' } as const };
    const wrong = { ...filed('1', 1).reading, status: 'entered-in-error' as const };
    expect(
      drawn([filed('100', 2), filed('1', 0, { reading: off }), filed('1', 1, { reading: wrong })]).points,
    ).toHaveLength(1);
    expect(curve(drawn([filed('1', 0, { reading: off })]))).toBeUndefined();
  });
});

const numbers = (source: string): readonly number[] =>
  [...source.matchAll(/ (?:x1|x2|y1|y2|cx|cy|x|y)="([^"]+)"/g)].map(([, text]) => Number(text));

describe('a curve', () => {
  test('is well-formed, inside its frame and finite, whatever there is to draw', () => {
    const value = fc.double({ min: 0, max: 1500, noNaN: true });
    const point = fc.record({
      atMs: fc.integer({ min: 0, max: 4e12 }),
      value,
      text: fc.constant('<&">'),
      isOut: fc.boolean(),
      isChosen: fc.boolean(),
    });
    const line = fc.record({
      value,
      tier: fc.constantFrom('reference' as const, 'critical' as const),
      text: fc.constant('<'),
    });
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 20 }),
        fc.array(line, { maxLength: 6 }),
        (points, lines) => {
          const source = String(curve({ title: '<t>', unit: 'kg', points, lines, offsetMin: 60, id: 'x' }));
          const parser = new SaxesParser();
          parser.on('error', (error) => {
            throw error;
          });
          parser.write(source).close();
          expect(source).not.toMatch(/NaN|Infinity| style=/);
          for (const number of numbers(source)) expect(number >= 0 && number <= 720).toBe(true);
        },
      ),
    );
  });

  test('is told in words to who does not see it', () => {
    const source = String(curve(drawn([filed('100', 0), filed('320', 5, { interpretation: ['HH'] })])));
    expect(source).toContain('2 readings from 100 to 320 mg/dL, 1 of them beyond a limit');
    expect(source).toContain('critical high 300');
  });
});
