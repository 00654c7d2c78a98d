import type { GateVerdict } from '../types.ts';

/** Of what was sent to be taken: how much there was, and how much was answered with success. */
export interface Posts {
  readonly sent: number;
  readonly accepted: number;
}

/** Of a hundred posts so many have to be accepted at least. A system that refuses everything passes every negative. */
const LEAST_PERCENT = 50;

/** Enough of what was posted was accepted for the rest to prove anything. */
export const accepted = ({ sent, accepted: taken }: Posts, leastPercent = LEAST_PERCENT): GateVerdict => {
  const gate = 'accepted';
  if (sent === 0) return { gate, verdict: 'NOT_APPLICABLE', reason: 'nothing was posted' };
  const share = `${taken} of ${sent} posts were accepted (${Math.floor((100 * taken) / sent)} %)`;
  return taken * 100 >= leastPercent * sent
    ? { gate, verdict: 'PASS', reason: share }
    : {
        gate,
        verdict: 'INCONCLUSIVE',
        reason: `${share}, fewer than ${leastPercent} %: what it refuses proves little`,
      };
};
