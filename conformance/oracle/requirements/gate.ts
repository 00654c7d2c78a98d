import { mayBeSilent } from './HL7-acks.ts';
import type { AttemptFact, TraceFact } from '../facts.ts';
import { type Cause, type Finer, mustAccept, mustRefuse, type Reason } from '../readings/expectation.ts';
import { isCertain } from '../readings/filing.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { Report } from '../finding.ts';
import { claimant } from './claimant.ts';
import type { Judge, Out } from './judge.ts';
import { answerText, itemLines, itemsText } from './words.ts';

type Outcome = Report['outcome'];

const subjectOf = (fact: AttemptFact): Report['subject'] => ({
  patient: fact.patient,
  reading: keyOf(fact.attempt.op.act.reading.identifier),
});

const codeWarning = (fact: AttemptFact): string | undefined => {
  const { op, expectation } = fact.attempt;
  const codes = expectation.reasons.flatMap((r) => r.codes);
  const { refusal } = op.answer;
  if (refusal !== undefined && codes.some((code) => code === refusal)) return undefined;
  return `refused with ${refusal ?? 'no reason code'}; expected ${codes.join(' or ')}`;
};

const refusal = (fact: AttemptFact, out: Out): void => {
  const { op, expectation } = fact.attempt;
  const outcome: Outcome =
    op.outcome === 'refused' || (op.outcome === 'ok' && expectation.storedAnswer)
      ? 'met'
      : op.outcome === 'ok'
        ? 'broken'
        : 'undecided';
  const warning = op.outcome === 'refused' ? codeWarning(fact) : undefined;
  out.report({
    lane: fact.lane,
    polarity: 'must-not',
    outcome,
    subject: subjectOf(fact),
    expected: () => `refused: ${expectation.reasons.map((r) => r.why).join('; or ')}`,
    observed: () => answerText(op),
    lines: [op.seq],
    ...(warning === undefined ? {} : { warning }),
  });
};

const acceptedAs = ({ attempt, filing }: AttemptFact): string => {
  if (!attempt.expectation.replay)
    return 'accepted: sound, of a known patient, an order is active and permission is in force (gates 1 to 7)';
  const first = filing?.attempts.find((a) => a !== attempt && a.op.sent <= attempt.op.sent);
  return `accepted as a replay: gate 3, it is filed already${first === undefined ? '' : ` (line ${first.op.seq})`}`;
};

const acceptance = (id: string, fact: AttemptFact, out: Out): void => {
  const { op } = fact.attempt;
  if (op.outcome !== 'ok' && claimant(fact) !== id) return;
  const outcome: Outcome = op.outcome === 'ok' ? 'met' : op.outcome === 'refused' ? 'broken' : 'undecided';
  if (outcome !== 'met' || !out.met(fact.lane, 'must')) reportAcceptance(fact, out, outcome);
};

const reportAcceptance = (fact: AttemptFact, out: Out, outcome: Outcome): void => {
  const { op } = fact.attempt;
  out.report({
    lane: fact.lane,
    polarity: 'must',
    outcome,
    subject: subjectOf(fact),
    expected: () => acceptedAs(fact),
    observed: () => answerText(op),
    lines: [op.seq],
  });
};

const trace = (fact: TraceFact, out: Out): void => {
  const lines = [...fact.lines, ...itemLines(fact.items), ...fact.foundBy.map((op) => op.seq)];
  const broken = fact.items.length > 0 || fact.foundBy.length > 0;
  if (!broken && fact.soughtBy.length === 0) return;
  out.report({
    lane: fact.lane,
    polarity: 'must-not',
    outcome: broken ? 'broken' : 'met',
    subject: { patient: fact.patient, reading: fact.reading },
    expected: () => `not retrievable and no item: ${fact.why}`,
    observed: () =>
      [
        ...(fact.items.length > 0 ? [itemsText(fact.items)] : []),
        ...fact.foundBy.map((op) => `found by the query of line ${op.seq}`),
        ...(broken ? [] : ['not found']),
      ].join('; '),
    lines: broken ? lines : [...lines, ...fact.soughtBy.map((op) => op.seq)],
  });
};

const causeOf = (reason: Reason | undefined): Cause | Finer | undefined => reason?.finer ?? reason?.cause;

/**
 * A requirement about a gate: readings stopped by one of `causes` are refused and leave no trace;
 * their twins, for which `positive` holds, are accepted. `witness`: what another requirement forbids and answers for;
 * where it was refused it is a twin here, too.
 */
export const gate = (
  id: string,
  causes: readonly (Cause | Finer)[],
  positive: (fact: AttemptFact) => boolean = () => true,
  witness: (fact: AttemptFact) => boolean = () => false,
): Judge => {
  const mine = (cause: Cause | Finer | undefined): boolean => cause !== undefined && causes.includes(cause);
  return {
    id,
    attempt(fact, out) {
      const { expectation, op } = fact.attempt;
      // Whoever takes the system away under a reading cannot ask for its answer.
      if (op.outcome === 'unknown' && (op.answer.outage === true || (mustRefuse(expectation) && mayBeSilent(op))))
        out.may(fact.lane);
      else if (mustRefuse(expectation)) {
        if (mine(causeOf(expectation.reasons[0]))) refusal(fact, out);
        else if (op.outcome === 'refused' && witness(fact)) refusal(fact, out);
      } else if (mustAccept(expectation)) {
        const resolved = op.outcome === 'unknown' && fact.filing !== undefined && isCertain(fact.filing);
        if (!resolved && (positive(fact) || claimant(fact) === id)) acceptance(id, fact, out);
      } else if (mine(causeOf(expectation.reasons[0]))) out.may(fact.lane);
    },
    trace(fact, out) {
      if (mine(fact.causes[0])) trace(fact, out);
    },
  };
};
