import type { Forbidden } from './demand.ts';
import { arrived, isMust, stayedAway } from './outcomes.ts';
import type { MeasurementCase, SenderCase } from './sender-case.ts';
import type { SenderJudge } from './sender-judge.ts';

/** Why all of a measurement has to stay away; undefined: it need not. */
export const forbiddenOf = ({ versions }: MeasurementCase): Forbidden | undefined => {
  const demand = versions[0]?.demand;
  return demand?.kind === 'must-not' ? demand.why : undefined;
};

/**
 * A judge of what has to stay away for some reasons. What has to arrive from the same phone is its twin: a sender that
 * sends nothing at all fails it too.
 */
export const forbidding = (
  id: string,
  reasons: readonly Forbidden[],
  [away, beside]: readonly [string, string],
  concerns: (of: SenderCase, one: MeasurementCase) => boolean = () => true,
): SenderJudge => ({
  id,
  judge(of, out) {
    const kept = of.measurements.filter((one) => {
      const why = forbiddenOf(one);
      return why !== undefined && reasons.includes(why) && concerns(of, one);
    });
    if (kept.length === 0) return;
    for (const { measurement, arrivals } of kept) out.report(stayedAway(of, measurement, arrivals, away));
    for (const { measurement, versions } of of.measurements)
      for (const one of versions.filter(isMust)) out.report(arrived(of, measurement, one, beside));
  },
});
