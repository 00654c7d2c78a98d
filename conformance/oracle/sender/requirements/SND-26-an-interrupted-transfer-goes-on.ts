import { arrived, isMust, oneRecord } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';

/**
 * SND-26: what a broken connection left in a device arrives after the next one (must); what came before it broke makes
 * no second record (must not).
 */
export const SND_26: SenderJudge = {
  id: 'SND-26',
  judge(of, out) {
    for (const { measurement, versions, arrivals, keys } of of.measurements) {
      const broken = versions.some(({ version }) => version.shows.some((s) => s.outcome === 'unknown'));
      if (!broken) continue;
      for (const one of versions.filter(isMust))
        out.report(arrived(of, measurement, one, 'the next connection brings the rest'));
      if (arrivals.length > 0) out.report(oneRecord(of, measurement, keys, arrivals, 'what was taken twice is one'));
    }
  },
};
