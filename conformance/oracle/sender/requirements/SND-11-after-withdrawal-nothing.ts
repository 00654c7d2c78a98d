import type { SenderJudge } from '../sender-judge.ts';
import { afterWithdrawal, hasWaited, isShownAfterWithdrawal } from '../unpermitted.ts';
import { forbiddenOf } from '../forbidding.ts';
import { about, arrived, isMust, stayedAway } from '../outcomes.ts';
import { arrivalsText, readingText } from '../words.ts';

/** SND-11: after the withdrawal nothing more comes; what came before it, and what is still permitted, comes. */
export const SND_11: SenderJudge = {
  id: 'SND-11',
  judge(of, out) {
    if (of.phone.permissions.every((p) => p.act.status === 'granted')) return;
    for (const one of of.measurements) {
      const { measurement, arrivals, versions } = one;
      const late = afterWithdrawal(of, one);
      if (forbiddenOf(one) === 'withdrawn')
        out.report(stayedAway(of, measurement, arrivals, 'the permission was withdrawn'));
      else if (late.length > 0 || isShownAfterWithdrawal(of, one) || hasWaited(of, one))
        out.report({
          ...about(of, measurement, late),
          polarity: 'must-not',
          outcome: late.length > 0 ? 'broken' : 'met',
          expected: () => `while the permission is withdrawn nothing of ${readingText(measurement.first.reading)}`,
          observed: () => arrivalsText(late),
        });
      for (const must of versions.filter(isMust))
        out.report(arrived(of, measurement, must, 'what is permitted arrives'));
    }
  },
};
