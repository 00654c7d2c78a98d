import { arrived, isMust, oneRecord } from '../outcomes.ts';
import { isAccepted } from '../sender-case.ts';
import type { SenderJudge } from '../sender-judge.ts';

/**
 * SND-15: what was shown while the EHR could not be reached arrives when it can (must); what was accepted before is not
 * made a second time (must not).
 */
export const SND_15: SenderJudge = {
  id: 'SND-15',
  judge(of, out) {
    const outages = of.phone.faults.filter((f) => f.fault.startsWith('ehr-'));
    for (const { measurement, versions, arrivals, keys } of of.measurements)
      for (const outage of outages) {
        for (const one of versions.filter(isMust))
          if (one.demand.from <= outage.until && one.demand.due > outage.until && one.demand.from >= outage.from)
            out.report(arrived(of, measurement, one, 'what was shown during an outage arrives after it'));
        const before = arrivals.some((a) => isAccepted(a) && a.answered < outage.from);
        if (before)
          out.report(oneRecord(of, measurement, keys, arrivals, 'what was accepted before an outage stays one'));
      }
  },
};
