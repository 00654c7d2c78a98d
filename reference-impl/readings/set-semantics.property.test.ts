import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reading, UnitCode } from '../../contract/domain/index.ts';
import { isoOf } from '../clock/instant.ts';
import { createReadyWorld, must, readingOf, START, weightOrderOf, type World } from '../world.test-helper.ts';

const HOUR_MS = 3_600_000;
const ORDER = weightOrderOf({
  limits: [
    { tier: 'reference', high: '84' },
    { tier: 'critical', high: '86', inclusive: 'high' },
  ],
  rules: [
    {
      kind: 'change',
      direction: 'gain',
      amount: { value: '2', unit: 'kg' },
      window: { value: 2, unit: 'd' },
      boundary: 'strict',
    },
    {
      kind: 'change',
      direction: 'loss',
      amount: { value: '3', unit: '[lb_av]' },
      window: { value: 20, unit: 'h' },
      boundary: 'inclusive',
    },
  ],
});

/** Weights of the last two days, some in pounds, some at one instant, by clocks of two zones. */
const weights = fc.uniqueArray(
  fc.record({
    hoursAgo: fc.integer({ min: 1, max: 55 }),
    tenths: fc.integer({ min: 780, max: 870 }),
    unit: fc.constantFrom<UnitCode>('kg', 'kg', '[lb_av]', 'g'),
    east: fc.boolean(),
    name: fc.integer({ min: 0, max: 9999 }),
  }),
  { minLength: 1, maxLength: 7, selector: (w) => w.name },
);

const readingFrom = (w: { hoursAgo: number; tenths: number; unit: UnitCode; east: boolean; name: number }): Reading => {
  const value = {
    kg: (w.tenths / 10).toFixed(1),
    g: String(w.tenths * 100),
    '[lb_av]': ((w.tenths / 10) * 2.2).toFixed(1),
  }[w.unit as 'kg'];
  const utc = START - w.hoursAgo * HOUR_MS;
  const effective = w.east ? isoOf(utc + 9 * HOUR_MS).replace('Z', '+09:00') : isoOf(utc);
  return readingOf(value, w.unit, { identifier: { system: 'urn:test', value: `w${w.name}` }, effective });
};

/** What stands in the inbox, without what tells of the way it came there: ids, times, history, versions. */
const standing = (world: World): readonly string[] =>
  world
    .items()
    .filter((i) => i.status !== 'withdrawn')
    .map((i) => JSON.stringify([i.kind, i.reading, i.interpretation, i.limit, i.delta, i.late, i.recipient]))
    .sort();

test('limits and change depend only on the set of readings filed, not on order, repetition or packing', async () => {
  await fc.assert(
    fc.asyncProperty(weights, fc.infiniteStream(fc.nat()), async (drawn, randomness) => {
      const readings = drawn.map(readingFrom);
      const together = await createReadyWorld(ORDER);
      must(await together.file(...readings));

      const apart = await createReadyWorld(ORDER);
      const shuffled = readings
        .flatMap((r) => [r, r])
        .map((r) => ({ r, at: randomness.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ r }) => r);
      for (const reading of shuffled) must(await apart.file(reading));

      expect(standing(apart)).toEqual(standing(together));
      const keys = apart.items().map((i) => `${i.rule} ${i.reading?.value}`);
      expect(new Set(keys).size).toBe(keys.length);
      await together.pipeline.close();
      await apart.pipeline.close();
    }),
    { numRuns: 150 },
  );
}, 60_000);
