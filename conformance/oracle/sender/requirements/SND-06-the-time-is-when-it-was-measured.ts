import { localInstant, sameInstant, tryLocalInstant } from '../../time/instant.ts';
import { compared, withContent } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';

/** SND-06: the instant is that of the measurement (must), and its offset is no other than the place's (must not). */
export const SND_06: SenderJudge = {
  id: 'SND-06',
  judge(of, out) {
    for (const { measurement, arrivals } of of.measurements)
      for (const arrival of withContent(arrivals)) {
        const [shown, sent] = [measurement.first.reading.effective, arrival.reading.effective];
        out.report(
          compared(of, measurement, arrival, 'must', {
            same: sameInstant(shown, sent),
            expected: `the instant ${shown}`,
            observed: sent,
          }),
        );
        const offset = localInstant(shown).offsetMinutes;
        out.report(
          compared(of, measurement, arrival, 'must-not', {
            same: tryLocalInstant(sent)?.offsetMinutes === offset,
            expected: `the offset of the place, as in ${shown}`,
            observed: sent,
          }),
        );
      }
  },
};
