import type { ArrivedLine } from '../../../history/lines.ts';
import type { SenderJudge } from '../sender-judge.ts';

const problemText = ({ problem, code, seq }: ArrivedLine): string =>
  `${problem?.code ?? 'nothing to read'} ${problem?.at ?? ''} ${problem?.text ?? ''} → ${code ?? 'no answer'} (line ${seq})`;

/** SND-22: what arrives says that it is simulated (must), and is nothing that a receiver has to refuse unread (must not). */
export const SND_22: SenderJudge = {
  id: 'SND-22',
  judge(of, out) {
    for (const arrival of of.phone.arrivals) {
      const at = { lane: of.lane, subject: { patient: of.phone.patient }, lines: [arrival.seq] };
      if (arrival.reading !== undefined)
        out.report({
          ...at,
          polarity: 'must',
          outcome: arrival.marked === true ? 'met' : 'broken',
          expected: () => 'the security label HTEST, or MSH-11 T',
          observed: () => (arrival.marked === true ? 'marked' : `not marked (line ${arrival.seq})`),
        });
      out.report({
        ...at,
        polarity: 'must-not',
        outcome: arrival.problem === undefined ? 'met' : 'broken',
        expected: () => 'nothing that a receiver has to refuse',
        observed: () => (arrival.problem === undefined ? 'as the binding says' : problemText(arrival)),
      });
    }
  },
};
