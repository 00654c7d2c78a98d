import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HistoryBuilder, makeItem, makeOrder, MS } from '../history-builder.test-helper.ts';
import { isOp } from '../record/patient-record.ts';
import { observedItem } from '../record/sighting.ts';
import { delayOf, punctuality } from './delay.ts';

/** Milliseconds: slip, latency until the item is visible, how stale the look before was, how long after it was seen. */
const run = fc.record({
  slip: fc.nat(50),
  latency: fc.nat(2000),
  stale: fc.nat(100),
  late: fc.nat(100),
  lag: fc.nat(20),
  deadline: fc.integer({ min: 1, max: 1500 }),
});

test('a verdict on a deadline is never wrong of what truly happened', () => {
  fc.assert(
    fc.property(run, ({ slip, latency, stale, late, lag, deadline }) => {
      const b = new HistoryBuilder().wait(1000);
      const reading = b.reading({ name: 'r', value: '250' }, { slip });
      const op = b.lines.at(-1);
      if (op?.kind !== 'op' || !isOp(op, 'reading.submit')) throw new Error('no reading');
      const appeared = 1000 + latency;
      const item = observedItem([
        b.seen(makeItem(reading, makeOrder(), 'i'), { after: Math.max(0, appeared - stale), by: appeared + late }),
      ]);
      if (item === undefined) throw new Error('no item');
      const timing = delayOf(op, item, deadline, lag * MS);
      const trueDelay = latency + slip;
      expect(timing.lowMs).toBeLessThanOrEqual(trueDelay);
      expect(timing.highMs).toBeGreaterThanOrEqual(trueDelay);
      const verdict = punctuality(timing);
      if (verdict === 'late') expect(trueDelay).toBeGreaterThan(deadline);
      if (verdict === 'in-time' || verdict === 'tight') expect(trueDelay).toBeLessThanOrEqual(deadline);
    }),
  );
});
