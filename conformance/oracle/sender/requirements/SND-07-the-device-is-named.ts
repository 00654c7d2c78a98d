import { compared, withContent } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';

const bare = (text: string): string => text.replaceAll(/[-:\s]/g, '').toUpperCase();

/** SND-07: what a device measured names that device (must); what was typed by hand names none (must not). */
export const SND_07: SenderJudge = {
  id: 'SND-07',
  judge(of, out) {
    for (const { measurement, arrivals } of of.measurements)
      for (const arrival of withContent(arrivals)) {
        const shown = measurement.first.reading.device?.value;
        const sent = arrival.reading.device?.value;
        out.report(
          compared(of, measurement, arrival, shown === undefined ? 'must-not' : 'must', {
            same: shown === undefined ? sent === undefined : sent !== undefined && bare(sent) === bare(shown),
            expected: shown === undefined ? 'no device: it was typed in' : `the device ${shown}`,
            observed: sent === undefined ? 'no device' : `the device ${sent}`,
          }),
        );
      }
  },
};
