import { arrived, isMust, oneRecord } from '../outcomes.ts';
import { isAccepted } from '../sender-case.ts';
import type { SenderJudge } from '../sender-judge.ts';

/**
 * SND-24: what was shown before the sender was killed, and had not arrived, arrives when it is back, and so does what is
 * shown then (must); what had arrived is made no second time (must not).
 */
export const SND_24: SenderJudge = {
  id: 'SND-24',
  judge(of, out) {
    const kills = of.phone.faults.filter((f) => f.fault === 'sender-killed');
    for (const { measurement, versions, arrivals, keys } of of.measurements)
      for (const kill of kills) {
        const before = arrivals.some((a) => isAccepted(a) && a.answered < kill.from);
        if (before) out.report(oneRecord(of, measurement, keys, arrivals, 'what arrived before a restart stays one'));
        for (const one of versions.filter(isMust))
          if (one.demand.from > kill.until)
            out.report(arrived(of, measurement, one, 'what is shown after a restart arrives'));
          else if (!one.arrivals.some((a) => isAccepted(a) && a.answered < kill.from))
            out.report(arrived(of, measurement, one, 'what waited over a restart arrives'));
      }
  },
};
