import type { AuditFact } from '../audit/audit-fact.ts';
import type { Report } from '../finding.ts';
import type { Judge, Out } from './judge.ts';

const common = (fact: AuditFact): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane: fact.lane,
  subject: { patient: fact.patient },
  lines: [...(fact.op === undefined ? [] : [fact.op.seq]), fact.read.seq],
});

const told = (fact: AuditFact): boolean => fact.events.some((e) => e.who !== '' && e.recorded !== '');

const eventsText = (fact: AuditFact): string =>
  fact.events.length === 0
    ? 'no event'
    : fact.events.map((e) => `${e.action} ${e.outcome} ${e.refusal ?? ''} by ${e.who}`).join('; ');

const present = (fact: AuditFact, out: Out, expected: string, complete: boolean): void =>
  out.report({
    ...common(fact),
    polarity: 'must',
    outcome: told(fact) ? 'met' : 'broken',
    expected: () => expected,
    observed: () => eventsText(fact),
    ...(told(fact) && !complete ? { warning: 'the event names no reason' } : {}),
  });

const truthful = (fact: AuditFact, out: Out): void =>
  out.report({
    ...common(fact),
    polarity: 'must-not',
    outcome: fact.contrary.length > 0 ? 'broken' : 'met',
    expected: () => `no event that says otherwise: ${fact.what}`,
    observed: () =>
      fact.contrary.length > 0
        ? fact.contrary.map((e) => `${e.action} ${e.outcome} at ${e.recorded}`).join('; ')
        : 'none',
  });

/** AUD-01: who, what, when and outcome of everything that took effect. */
const AUD_01: Judge = {
  id: 'AUD-01',
  audit(fact, out) {
    if (fact.outcome !== 'ok') return;
    present(fact, out, `an event with who and when: ${fact.what}`, true);
    truthful(fact, out);
  },
};

/** AUD-02: of refused readings too, with the reason. */
const AUD_02: Judge = {
  id: 'AUD-02',
  audit(fact, out) {
    if (fact.outcome !== 'refused' || fact.subject !== 'reading') return;
    if (fact.attributable)
      present(
        fact,
        out,
        `an event with its reason: ${fact.what}`,
        fact.events.some((e) => e.refusal !== undefined),
      );
    truthful(fact, out);
  },
};

export const AUDIT: readonly Judge[] = [AUD_01, AUD_02];
