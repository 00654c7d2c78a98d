import { keyOf } from '../../../contract/domain/index.ts';
import type { MessageFact } from '../facts.ts';
import { instant } from '../time/instant.ts';
import type { Judge } from './judge.ts';

/** The message as each of the patient's own reads showed it, oldest first. */
const shownBy = ({ op, ownReads }: MessageFact) =>
  ownReads.flatMap(({ read, shown }) => {
    const found = shown.find((m) => keyOf(m.identifier) === keyOf(op.act.message.identifier));
    return found === undefined ? [] : [{ read, found }];
  });

/** MSG-04: a message shows when it was sent and, from the patient's second read on, when it was first read; before, it shows no such time. */
export const MSG_04: Judge = {
  id: 'MSG-04',
  message(fact, out) {
    const reads = shownBy(fact);
    const [first, second] = reads;
    if (first === undefined) return;
    const { op, lane, patient } = fact;
    const common = { lane, subject: { patient } };
    const sent = op.act.message.sent;
    const isSent = reads.every(({ found }) => instant(found.sent) === instant(sent));
    const wasReadThen = reads.slice(1).every(({ found }) => found.received !== undefined);
    if (second !== undefined)
      out.report({
        ...common,
        polarity: 'must',
        outcome: isSent && wasReadThen ? 'met' : 'broken',
        expected: () => `sent ${sent}, and when it was first read`,
        observed: () =>
          `sent ${second.found.sent}, ${second.found.received === undefined ? 'not said to be read' : `read ${second.found.received}`}`,
        lines: [op.seq, first.read.seq, second.read.seq],
      });
    const early = reads.filter(({ found }) => found.received !== undefined && instant(found.received) < instant(sent));
    out.report({
      ...common,
      polarity: 'must-not',
      outcome: early.length > 0 || fact.readsBefore.some(fact.showsIt) ? 'broken' : 'met',
      expected: () => 'not read before it was sent',
      observed: () => (early.length === 0 ? 'so' : `read ${early[0]?.found.received ?? ''}`),
      lines: [op.seq, ...reads.map(({ read }) => read.seq)],
    });
  },
};
