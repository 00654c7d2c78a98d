import { compared, oneRecord } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';

/** SND-02: the identifier is made of the measurement itself, so that the same one always has the same. */
export const SND_02: SenderJudge = {
  id: 'SND-02',
  judge(of, out) {
    for (const { measurement, arrivals, keys } of of.measurements) {
      for (const arrival of arrivals)
        out.report(
          compared(of, measurement, arrival, 'must', {
            same: arrival.reading.identifier.value === measurement.value,
            expected: `the identifier ${measurement.value}`,
            observed: `the identifier ${arrival.reading.identifier.value}`,
          }),
        );
      if (arrivals.length > 0)
        out.report(oneRecord(of, measurement, keys, arrivals, 'never under a second identifier'));
    }
  },
};
