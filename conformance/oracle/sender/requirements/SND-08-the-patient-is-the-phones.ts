import { keyOf } from '../../../../contract/domain/index.ts';
import { compared, stayedAway } from '../outcomes.ts';
import type { SenderCase } from '../sender-case.ts';
import type { SenderJudge } from '../sender-judge.ts';

/** Whether the phone hears of whom a measurement is: a scale says who stood on it, a health store never does. */
const tellsPersons = ({ phone }: SenderCase): boolean => phone.enrol.act.phone.source === 'gatt';

/**
 * SND-08: what arrives is the enrolled patient's (must); another person's weight on the same scale does not (must not).
 * Of a phone with a health store alone the second cannot be asked. So the first counts there only where it is broken:
 * a sender without scales does not end undecided for the lack of a twin that there is not.
 */
export const SND_08: SenderJudge = {
  id: 'SND-08',
  judge(of, out) {
    for (const { measurement, arrivals, versions } of of.measurements) {
      if (versions[0]?.demand.kind === 'must-not' && versions[0].demand.why === 'other-person') {
        out.report(stayedAway(of, measurement, arrivals, 'another person stood on the scale'));
        continue;
      }
      for (const arrival of arrivals) {
        const found = compared(of, measurement, arrival, 'must', {
          same: keyOf(arrival.reading.patient) === of.phone.patient,
          expected: `the patient ${of.phone.patient}`,
          observed: `the patient ${keyOf(arrival.reading.patient)}`,
        });
        if (found.outcome !== 'met' || tellsPersons(of)) out.report(found);
      }
    }
  },
};
