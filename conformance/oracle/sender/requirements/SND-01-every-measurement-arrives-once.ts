import { arrived, isMust } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { arrivalsText } from '../words.ts';

/** SND-01: what was shown under order and permission arrives in time, and nothing arrives that was never shown. */
export const SND_01: SenderJudge = {
  id: 'SND-01',
  judge(of, out) {
    for (const { measurement, versions } of of.measurements)
      for (const one of versions)
        if (isMust(one)) out.report(arrived(of, measurement, one, 'every measurement arrives'));
        else if (one.demand.kind === 'open') out.may();
    out.report({
      lane: of.lane,
      polarity: 'must-not',
      outcome: of.strays.length > 0 ? 'broken' : of.proven === undefined ? 'undecided' : 'met',
      subject: { patient: of.phone.patient },
      expected: () => 'nothing arrives that was never shown',
      observed: () => (of.strays.length > 0 ? arrivalsText(of.strays) : 'nothing else'),
      lines: of.strays.map((a) => a.seq),
    });
  },
};
