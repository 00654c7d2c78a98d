import { about, arrived, isMust, stayedAway } from '../outcomes.ts';
import type { MeasurementCase, SenderCase } from '../sender-case.ts';
import type { SenderJudge, SenderOut } from '../sender-judge.ts';
import { beforeGrant, isOfAnotherType, isShownBeforeGrant } from '../unpermitted.ts';
import { arrivalsText, readingText } from '../words.ts';

const NEVER = 'it was not permitted';

/** Before the grant nothing came; what is permitted later may come then. */
const notBefore = (of: SenderCase, one: MeasurementCase, out: SenderOut): void => {
  const early = beforeGrant(of, one);
  const demand = one.versions[0]?.demand;
  if (demand?.kind === 'must-not') out.report(stayedAway(of, one.measurement, one.arrivals, NEVER));
  else
    out.report({
      ...about(of, one.measurement, early),
      polarity: 'must-not',
      outcome: early.length > 0 ? 'broken' : 'met',
      expected: () => `before the permission nothing of ${readingText(one.measurement.first.reading)}`,
      observed: () => arrivalsText(early),
    });
};

const judgeOf = (
  id: string,
  isOne: (of: SenderCase, one: MeasurementCase) => boolean,
  beside: string,
): SenderJudge => ({
  id,
  judge(of, out) {
    const kept = of.measurements.filter(
      (one) =>
        one.measurement.whose === 'patient' &&
        of.phone.enrol.act.phone.order.measures.includes(one.measurement.first.reading.measure) &&
        isShownBeforeGrant(of, one) &&
        isOne(of, one),
    );
    if (kept.length === 0) return;
    for (const one of kept) notBefore(of, one, out);
    for (const { measurement, versions } of of.measurements)
      for (const one of versions.filter(isMust)) out.report(arrived(of, measurement, one, beside));
  },
});

/** SND-09: while nothing is permitted nothing comes, and what is permitted comes. */
export const SND_09 = judgeOf('SND-09', (of, one) => !isOfAnotherType(of, one), 'once it is permitted it arrives');

/** SND-10: the permission for one kind of data is none for another. */
export const SND_10 = judgeOf('SND-10', isOfAnotherType, 'the permitted kind arrives');
