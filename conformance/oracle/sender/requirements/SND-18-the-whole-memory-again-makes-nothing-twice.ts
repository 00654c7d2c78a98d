import { arrived, isMust, oneRecord } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';
import type { Measurement } from '../measurement.ts';

/** Shown whole at least twice with one content: the meter gave its memory again. */
const isShownAgain = ({ versions }: Measurement): boolean =>
  versions.some(({ shows }) => shows.filter((s) => s.outcome === 'ok').length > 1);

const firstAgain = ({ versions }: Measurement): number =>
  Math.min(
    ...versions.flatMap(({ shows }) =>
      shows
        .filter((s) => s.outcome === 'ok')
        .slice(1)
        .map((s) => s.sent),
    ),
  );

/** SND-18: what is new in a memory that is sent again arrives (must); what is old makes no second record (must not). */
export const SND_18: SenderJudge = {
  id: 'SND-18',
  judge(of, out) {
    const again = of.measurements.filter(({ measurement }) => isShownAgain(measurement));
    if (again.length === 0) return;
    const since = Math.min(...again.map(({ measurement }) => firstAgain(measurement)));
    for (const { measurement, arrivals, keys } of again)
      if (arrivals.length > 0)
        out.report(oneRecord(of, measurement, keys, arrivals, 'a memory sent again adds nothing'));
    for (const { measurement, versions } of of.measurements)
      for (const one of versions.filter(isMust))
        if (one.demand.from >= since) out.report(arrived(of, measurement, one, 'what is new in it arrives'));
  },
};
