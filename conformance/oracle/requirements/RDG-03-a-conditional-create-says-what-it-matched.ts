import { keyOf } from '../../../contract/domain/index.ts';
import type { AttemptFact } from '../facts.ts';
import { mustAccept } from '../readings/expectation.ts';
import { gate } from './gate.ts';
import type { Judge, Out } from './judge.ts';
import { answerText } from './words.ts';

const SEVERAL = gate('RDG-03', ['several-matches'], () => false);

/** Everything that the condition names had been taken before. */
const matchesAll = ({ attempt: { op }, record }: AttemptFact): boolean =>
  (op.act.condition ?? []).every((named) =>
    record.submissions.some(
      (other) =>
        other.outcome === 'ok' && other.settled <= op.sent && keyOf(other.act.reading.identifier) === keyOf(named),
    ),
  );

/** On its own identifier: 201 where nothing matched, 200 where it was there. */
const onItself = ({ attempt: { op, expectation }, lane, patient }: AttemptFact, out: Out): void => {
  if (!mustAccept(expectation) || op.outcome !== 'ok') return;
  const code = expectation.replay ? '200' : '201';
  out.report({
    lane,
    subject: { patient, reading: keyOf(op.act.reading.identifier) },
    lines: [op.seq],
    polarity: 'must',
    outcome: op.answer.code === code ? 'met' : 'broken',
    expected: () => (expectation.replay ? '200: one reading matches' : '201: no reading matches'),
    observed: () => answerText(op),
  });
};

/** RDG-03: a conditional create answers 201 where nothing matches, 200 where one reading does, and 412 where several do, and then writes nothing. */
export const RDG_03: Judge = {
  id: 'RDG-03',
  attempt(fact, out) {
    const { condition } = fact.attempt.op.act;
    if (condition === undefined) return;
    if (condition.length === 1) onItself(fact, out);
    else if (matchesAll(fact)) SEVERAL.attempt?.(fact, out);
    else out.may(fact.lane);
  },
  trace(fact, out) {
    SEVERAL.trace?.(fact, out);
  },
};
