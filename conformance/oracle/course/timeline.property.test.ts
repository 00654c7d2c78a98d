import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import type { Content } from './filing.ts';
import { type Placed, placed, type Stretch, Timeline } from './timeline.ts';

const place = fc
  .record({
    second: fc.integer({ min: 0, max: 300 }),
    tenths: fc.integer({ min: 700, max: 999 }),
    pounds: fc.boolean(),
  })
  .map(({ second, tenths, pounds }): Omit<Placed, 'key'> => {
    const reading = makeReading({
      name: 'r',
      value: `${Math.floor(tenths / 10)}.${tenths % 10}`,
      unit: pounds ? '[lb_av]' : 'kg',
      at: new Date(Date.UTC(2035, 0, 1) + second * 1000).toISOString(),
    });
    return placed('', { reading } as Content);
  });

/** A value below the limit, in whatever unit. */
const isLow = ({ value }: Placed): boolean => value !== 'none' && value !== 'inexact' && value.of < 80_000_000;
const canBeLow = ({ least, unit }: Stretch): boolean => unit === undefined || least < 80_000_000;

const SECOND = 1_000_000_000n;
const START = BigInt(Date.UTC(2035, 0, 1)) * 1_000_000n;

test('what stretches leave out is nothing that was asked for; after removals and going back too', () => {
  const input = [
    fc.array(place, { maxLength: 200 }),
    fc.array(fc.nat(), { maxLength: 30 }),
    fc.nat(300),
    fc.nat(300),
  ] as const;
  fc.assert(
    fc.property(...input, (places, removed, a, b) => {
      const line = new Timeline();
      const all = places.map((p, i) => ({ ...p, key: `k${i}` }));
      for (const p of all) line.add(p);
      const [from, to] = [START + BigInt(Math.min(a, b)) * SECOND, START + BigInt(Math.max(a, b)) * SECOND];
      const met = (t: Timeline): string[] => {
        const found: string[] = [];
        t.meet(from, to, canBeLow, (p) => {
          if (isLow(p)) found.push(p.key);
          return false;
        });
        return found;
      };
      const expected = (t: Timeline): string[] => [...t.between(from, to)].filter(isLow).map((p) => p.key);
      const before = met(line);
      expect(before).toEqual(expected(line));
      line.mark();
      for (const i of removed) {
        const p = all[i % Math.max(1, all.length)];
        if (p !== undefined) line.remove(p);
      }
      expect(met(line)).toEqual(expected(line));
      expect(met(line.copyAtMark())).toEqual(before);
    }),
  );
});
