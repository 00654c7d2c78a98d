import { about, arrived, isMust } from '../outcomes.ts';
import { isTurnedAway } from '../sender-case.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { arrivalsText } from '../words.ts';

/** SND-17: a measurement that is refused holds up none that follows (must), and is not sent again as it was (must not). */
export const SND_17: SenderJudge = {
  id: 'SND-17',
  judge(of, out) {
    const refused = of.measurements.flatMap(({ versions }) => versions.flatMap((v) => v.arrivals.filter(isTurnedAway)));
    if (refused.length === 0) return;
    const first = Math.min(...refused.map((a) => a.at));
    for (const { measurement, versions } of of.measurements)
      for (const one of versions) {
        if (isMust(one) && one.demand.from > first)
          out.report(arrived(of, measurement, one, 'what follows a refusal arrives'));
        const turned = one.arrivals.find(isTurnedAway);
        if (turned === undefined) continue;
        const again = one.arrivals.filter((a) => a.at > turned.answered);
        out.report({
          ...about(of, measurement, [turned, ...again]),
          polarity: 'must-not',
          outcome: again.length > 0 ? 'broken' : of.proven === undefined ? 'undecided' : 'met',
          expected: () => `not again: it was refused with ${turned.code ?? 'a reason'} (line ${turned.seq})`,
          observed: () => arrivalsText(again),
        });
      }
  },
};
