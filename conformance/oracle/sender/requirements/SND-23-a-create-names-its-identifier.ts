import { isRead, type ReadArrival } from '../match-arrivals.ts';
import type { SenderJudge } from '../sender-judge.ts';

/**
 * An update that found nothing has created it. By a logical id that is not possible, so that it has named the identifier: a
 * receiver finds duplicates by it as by If-None-Exist.
 */
const hasCreated = ({ way, code }: ReadArrival): boolean => way === 'update' && code === '201';

/** SND-23: a create over FHIR is conditional on its identifier; an update of what is there is none. */
export const SND_23: SenderJudge = {
  id: 'SND-23',
  judge(of, out) {
    for (const arrival of of.phone.arrivals.filter(isRead)) {
      if (arrival.via !== 'fhir' || (arrival.way !== 'create' && !hasCreated(arrival))) continue;
      const isConditional = arrival.conditional === true || hasCreated(arrival);
      out.report({
        lane: of.lane,
        subject: { patient: of.phone.patient },
        lines: [arrival.seq],
        polarity: 'must',
        outcome: isConditional ? 'met' : 'broken',
        expected: () => `If-None-Exist with the identifier ${arrival.reading.identifier.value}`,
        observed: () => `${isConditional ? 'conditional' : 'unconditional'} (line ${arrival.seq})`,
      });
    }
  },
};
