import { about, arrived, isMust } from '../outcomes.ts';
import type { ReadArrival } from '../match-arrivals.ts';
import { isTurnedAway, type SenderCase } from '../sender-case.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { arrivalsText } from '../words.ts';

/**
 * How many measurements were refused as one whole with an arrival: what had come whole at one instant came in one request. Of a
 * batch each entry is answered for itself.
 */
const companyOf = (of: SenderCase, { at }: ReadArrival): number => {
  const together = of.phone.arrivals.filter((arrival) => arrival.at === at);
  if (together.some(({ outcome }) => outcome === 'accepted')) return 1;
  return new Set(together.map(({ reading }) => reading?.identifier.value)).size;
};

/**
 * What came again as it was. A message and a transaction are refused as a whole: each part of one is another
 * sending, until the measurement was refused by itself.
 */
const repeated = (of: SenderCase, arrivals: readonly ReadArrival[], first: ReadArrival): readonly ReadArrival[] => {
  let least = companyOf(of, first);
  return arrivals.filter((arrival) => {
    if (arrival.at <= first.answered) return false;
    const company = companyOf(of, arrival);
    const isAgain = company >= least;
    if (isTurnedAway(arrival)) least = Math.min(least, company);
    return isAgain;
  });
};

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
        const again = repeated(of, one.arrivals, turned);
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
