import { isRead } from '../match-arrivals.ts';
import type { SenderJudge } from '../sender-judge.ts';

/** SND-23: a create over FHIR is conditional on its identifier; an update is none. */
export const SND_23: SenderJudge = {
  id: 'SND-23',
  judge(of, out) {
    for (const arrival of of.phone.arrivals.filter(isRead)) {
      if (arrival.via !== 'fhir' || arrival.way !== 'create') continue;
      out.report({
        lane: of.lane,
        subject: { patient: of.phone.patient },
        lines: [arrival.seq],
        polarity: 'must',
        outcome: arrival.conditional === true ? 'met' : 'broken',
        expected: () => `If-None-Exist with the identifier ${arrival.reading.identifier.value}`,
        observed: () => `${arrival.conditional === true ? 'conditional' : 'unconditional'} (line ${arrival.seq})`,
      });
    }
  },
};
