import { keyOf } from '../../../../contract/domain/index.ts';
import { about } from '../outcomes.ts';
import { sameResult } from '../match-arrivals.ts';
import { isAccepted, isErased } from '../sender-case.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { arrivalsText } from '../words.ts';

/**
 * SND-16: what was answered by nothing, or by "unavailable", is sent again (must), and is the same then: identifier,
 * instant and result (must not).
 */
export const SND_16: SenderJudge = {
  id: 'SND-16',
  judge(of, out) {
    for (const { measurement, versions } of of.measurements)
      for (const { demand, arrivals } of versions) {
        const lost = arrivals.find((a) => a.outcome === 'unavailable' || a.outcome === 'cut');
        if (lost === undefined) continue;
        const after = arrivals.filter((a) => a.at > lost.answered && !isErased(a));
        if (demand.kind === 'must') {
          const again = after.find(isAccepted);
          const { end, last } = of.surroundings;
          const isOver = end !== undefined && last >= demand.due;
          out.report({
            ...about(of, measurement, arrivals),
            polarity: 'must',
            outcome: again !== undefined ? 'met' : isOver ? 'broken' : 'undecided',
            expected: () => `sent again: line ${lost.seq} was answered ${lost.outcome}`,
            observed: () => arrivalsText(after),
          });
        }
        const other = after.filter(
          (a) =>
            keyOf(a.reading.identifier) !== keyOf(lost.reading.identifier) ||
            a.reading.effective !== lost.reading.effective ||
            !sameResult(a.reading.result, lost.reading.result),
        );
        out.report({
          ...about(of, measurement, [lost, ...other]),
          polarity: 'must-not',
          outcome: other.length > 0 ? 'broken' : 'met',
          expected: () => `the same again: ${arrivalsText([lost])}`,
          observed: () => (other.length > 0 ? arrivalsText(other) : 'nothing else'),
        });
      }
  },
};
