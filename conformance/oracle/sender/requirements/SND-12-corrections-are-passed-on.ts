import { about, arrived, compared, isMust } from '../outcomes.ts';
import { isAccepted, isErased } from '../sender-case.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { arrivalsText } from '../words.ts';

/**
 * SND-12: a corrected measurement arrives as a correction under the identifier of the first (must); what was not
 * corrected is never said to be (must not).
 */
export const SND_12: SenderJudge = {
  id: 'SND-12',
  judge(of, out) {
    for (const { measurement, versions, arrivals } of of.measurements) {
      const [original, ...later] = versions;
      for (const one of later.filter(isMust)) out.report(arrived(of, measurement, one, 'the correction arrives'));
      const known = original?.arrivals.find(isAccepted);
      for (const { arrivals: corrected } of later)
        for (const arrival of corrected)
          if (known !== undefined && known.at < arrival.at)
            out.report(
              compared(of, measurement, arrival, 'must', {
                same: arrival.reading.status === 'corrected',
                expected: `the status corrected, or OBX-11 C: the first was accepted (line ${known.seq})`,
                observed: arrival.reading.status,
              }),
            );
      if (later.length > 0 || arrivals.length === 0) continue;
      const unfounded = arrivals.filter((a) => !isErased(a) && a.reading.status === 'corrected');
      out.report({
        ...about(of, measurement, unfounded),
        polarity: 'must-not',
        outcome: unfounded.length > 0 ? 'broken' : 'met',
        expected: () => 'no correction of what was never changed',
        observed: () => (unfounded.length > 0 ? arrivalsText(unfounded) : 'none'),
      });
    }
  },
};
