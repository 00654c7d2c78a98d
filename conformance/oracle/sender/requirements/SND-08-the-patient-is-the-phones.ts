import { keyOf } from '../../../../contract/domain/index.ts';
import { compared, stayedAway } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';

/** SND-08: what arrives is the enrolled patient's (must); another person's weight on the same scale does not (must not). */
export const SND_08: SenderJudge = {
  id: 'SND-08',
  judge(of, out) {
    for (const { measurement, arrivals, versions } of of.measurements) {
      if (versions[0]?.demand.kind === 'must-not' && versions[0].demand.why === 'other-person') {
        out.report(stayedAway(of, measurement, arrivals, 'another person stood on the scale'));
        continue;
      }
      for (const arrival of arrivals)
        out.report(
          compared(of, measurement, arrival, 'must', {
            same: keyOf(arrival.reading.patient) === of.phone.patient,
            expected: `the patient ${of.phone.patient}`,
            observed: `the patient ${keyOf(arrival.reading.patient)}`,
          }),
        );
    }
  },
};
