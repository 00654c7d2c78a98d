import { sameResult } from '../match-arrivals.ts';
import { arrived, compared, isMust, withContent } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { resultText } from '../words.ts';

/** SND-19: HI and LO arrive as such (must); neither they nor a failed measurement become a number (must not). */
export const SND_19: SenderJudge = {
  id: 'SND-19',
  judge(of, out) {
    for (const { measurement, versions, arrivals } of of.measurements) {
      const shown = measurement.first.reading;
      if (shown.result.kind === 'value') continue;
      for (const one of versions.filter(isMust))
        out.report(arrived(of, measurement, one, 'what is off the scale arrives'));
      for (const arrival of withContent(arrivals))
        out.report(
          compared(of, measurement, arrival, 'must-not', {
            same: sameResult(shown.result, arrival.reading.result),
            expected: `${resultText(shown)}, and no number in its place`,
            observed: resultText(arrival.reading),
          }),
        );
      if (shown.result.kind === 'absent' && arrivals.length === 0) out.may();
    }
  },
};
