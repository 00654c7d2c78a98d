import { sameInstant } from '../../time/instant.ts';
import { sameResult } from '../match-arrivals.ts';
import type { Measurement } from '../measurement.ts';
import { about, arrived, isMust } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { arrivalText } from '../words.ts';

const areAlike = (a: Measurement, b: Measurement): boolean =>
  a !== b &&
  a.first.reading.measure === b.first.reading.measure &&
  (sameResult(a.first.reading.result, b.first.reading.result) ||
    (a.first.reading.sequenceNumber !== undefined &&
      a.first.reading.sequenceNumber === b.first.reading.sequenceNumber &&
      a.first.reading.device?.value === b.first.reading.device?.value));

/** SND-03: measurements of equal value, or of equal number after a reset, both arrive, none in the other's place. */
export const SND_03: SenderJudge = {
  id: 'SND-03',
  judge(of, out) {
    const all = of.measurements.map((m) => m.measurement);
    for (const { measurement, versions, arrivals } of of.measurements) {
      const likes = all.filter((other) => areAlike(measurement, other));
      if (likes.length === 0) continue;
      for (const one of versions.filter(isMust)) out.report(arrived(of, measurement, one, 'both of two alike arrive'));
      const taken = arrivals.find(
        (a) =>
          !sameInstant(a.reading.effective, measurement.first.reading.effective) &&
          likes.some((other) => sameInstant(a.reading.effective, other.first.reading.effective)),
      );
      if (arrivals.length > 0)
        out.report({
          ...about(of, measurement, arrivals),
          polarity: 'must-not',
          outcome: taken === undefined ? 'met' : 'broken',
          expected: () => `nobody else's measurement under the identifier ${measurement.value}`,
          observed: () => (taken === undefined ? 'its own alone' : arrivalText(taken)),
        });
    }
  },
};
