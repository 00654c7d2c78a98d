import { describe, expect, test } from 'vitest';
import { PackedColumns, type PackedRow } from './packed-columns.ts';

/** Every figure of a row differs from every other, and from those of the other rows. */
const row = (i: number, own: Partial<PackedRow> = {}): PackedRow => ({
  seq: 10 * i + 1,
  intended: 10 * i + 2.5,
  sent: 10 * i + 3 + 2 ** 40,
  settled: 10 * i + 4,
  number: 10 * i + 5,
  shape: 10 * i + 6,
  before: i - 1,
  name: `R-${i}`,
  effective: `2035-01-01T08:00:00.${i}Z`,
  quantity: { value: String(i), unit: 'mg/dL' },
  bundle: i % 3 === 0 ? undefined : { id: `b${i % 2}`, kind: 'batch' },
  ...own,
});

describe.each([1, 63, 64, 65, 96, 97, 500])('of %i rows', (count) => {
  const rows = Array.from({ length: count }, (_, i) => row(i));

  test('each has its place, and comes back as it was', () => {
    const columns = new PackedColumns();
    expect(rows.map((one) => columns.add(one))).toEqual(rows.map((_, i) => i));
    expect(rows.map((_, i) => columns.at(i))).toEqual(rows);
  });
});

describe('a row whose texts cannot be packed', () => {
  test.each<[string, Partial<PackedRow>]>([
    ['name', { name: 'é' }],
    ['instant', { effective: 'x'.repeat(128) }],
    ['both', { name: 'x'.repeat(128), effective: 'é' }],
  ])('is not taken, and leaves nothing behind: %s', (_what, own) => {
    const columns = new PackedColumns();
    expect([columns.add(row(0)), columns.add(row(1, own)), columns.add(row(2))]).toEqual([0, undefined, 1]);
    expect([columns.at(0), columns.at(1)]).toEqual([row(0), row(2)]);
    expect(() => columns.at(2)).toThrow(RangeError);
  });
});

test.each([-1, 0, 64, 0.5])('there is no row %d where none was added', (place) => {
  expect(() => new PackedColumns().at(place)).toThrow(RangeError);
});
