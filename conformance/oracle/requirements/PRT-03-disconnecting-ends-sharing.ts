import { keyOf } from '../../../contract/domain/index.ts';
import type { AttemptFact } from '../facts.ts';
import { mustAccept, mustRefuse } from '../readings/expectation.ts';
import type { Judge } from './judge.ts';
import { answerText } from './words.ts';

/** Some tracker of the patient had been disconnected for certain before the reading was sent. */
const wasDisconnected = ({ record, attempt }: AttemptFact): boolean =>
  record.trackers.some((op) => op.act.state === 'disconnected' && op.outcome === 'ok' && op.settled <= attempt.op.sent);

/** PRT-03: to disconnect a tracker withdraws the permission that no other picked one needs, and no other permission. */
export const PRT_03: Judge = {
  id: 'PRT-03',
  attempt(fact, out) {
    if (!wasDisconnected(fact)) return;
    const { op, expectation } = fact.attempt;
    const isRefused = mustRefuse(expectation) && expectation.reasons[0]?.cause === 'withdrawn';
    if (!isRefused && !mustAccept(expectation)) return;
    const right = op.outcome === (isRefused ? 'refused' : 'ok');
    out.report({
      lane: fact.lane,
      subject: { patient: fact.patient, reading: keyOf(op.act.reading.identifier) },
      lines: [...fact.record.trackers.map((t) => t.seq), op.seq],
      polarity: isRefused ? 'must-not' : 'must',
      outcome: right ? 'met' : op.outcome === 'unknown' ? 'undecided' : 'broken',
      expected: () =>
        isRefused
          ? 'refused: with its tracker the permission was withdrawn'
          : 'accepted: a tracker that is picked still needs the permission',
      observed: () => answerText(op),
    });
  },
};
