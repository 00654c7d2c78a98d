import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeOrder } from '../history-builder.test-helper.ts';
import { exactly } from '../time/span.ts';
import { versionOf } from '../version.test-helper.ts';
import { inForceAt } from './in-force.ts';
import type { OrderVersion } from './version.ts';

/** A version with the moment at which it truly took effect; undefined: never. */
interface True {
  readonly version: OrderVersion;
  readonly landed: number | undefined;
}

const history = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 5 }),
      took: fc.integer({ min: 0, max: 5 }),
      lands: fc.nat(4),
      known: fc.boolean(),
      from: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((steps): True[] => {
    let now = 0;
    let from = 0;
    return steps.map(({ gap, took, lands, known, from: more }, i) => {
      const sent = now + gap;
      const settled = sent + took;
      now = settled;
      from += more;
      const landed = known || lands > 0 ? sent + Math.min(took, lands) : undefined;
      const version = versionOf(makeOrder({ name: `v${i}` }), {
        sent,
        settled,
        certain: known,
        from: exactly(BigInt(from)),
      });
      return { version, landed };
    });
  });

/** Which version truly was in force for time `t` at the very moment `moment`: the greatest instant not after t. */
const truth = (versions: readonly True[], t: bigint, moment: number): OrderVersion | undefined => {
  const taken = versions.filter((x) => x.landed !== undefined && x.landed <= moment && x.version.from.low <= t);
  return taken.at(-1)?.version;
};

test('whatever truly was in force is among the candidates', () => {
  fc.assert(
    fc.property(
      history,
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 40 }),
      fc.nat(8),
      fc.nat(8),
      (versions, t, from, length, into) => {
        const met = { from, to: from + length };
        const moment = from + Math.min(into, length);
        const candidates = inForceAt(
          versions.map((x) => x.version),
          BigInt(t),
          met,
        );
        expect(candidates).toContain(truth(versions, BigInt(t), moment));
      },
    ),
    { numRuns: 2000 },
  );
});

test('where nothing overlaps and everything is known there is one candidate', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 50 }), (versions, t) => {
      const known = versions.filter((x) => x.version.certain).map((x) => x.version);
      const end = Math.max(0, ...known.map((v) => v.settled));
      expect(inForceAt(known, BigInt(t), { from: end, to: end })).toHaveLength(1);
    }),
  );
});
