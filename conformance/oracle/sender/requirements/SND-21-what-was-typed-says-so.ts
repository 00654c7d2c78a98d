import { compared, withContent } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';

/** SND-21: what a person typed is marked so (must); what a device measured is not (must not). */
export const SND_21: SenderJudge = {
  id: 'SND-21',
  judge(of, out) {
    for (const { measurement, arrivals } of of.measurements)
      for (const arrival of withContent(arrivals)) {
        const typed = measurement.first.reading.userEntered === true;
        const said = arrival.reading.userEntered === true;
        out.report(
          compared(of, measurement, arrival, typed ? 'must' : 'must-not', {
            same: typed === said,
            expected: typed ? 'marked as typed by a person' : 'not marked as typed by a person',
            observed: said ? 'marked' : 'not marked',
          }),
        );
      }
  },
};
