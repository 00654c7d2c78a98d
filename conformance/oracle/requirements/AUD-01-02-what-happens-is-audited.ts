import { keyOf } from '../../../contract/domain/index.ts';
import type { AuditFact } from '../audit/audit-fact.ts';
import type { Report } from '../finding.ts';
import type { Judge, Out } from './judge.ts';

const common = (fact: AuditFact): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane: fact.lane,
  subject: { patient: fact.patient },
  lines: [...(fact.op === undefined ? [] : [fact.op.seq]), fact.read.seq],
});

type Event = AuditFact['events'][number];

/** Says by whom and when, and neither is another party or another time. */
const isTold = ({ namesakes, misdated }: AuditFact, event: Event): boolean =>
  event.who !== '' && event.recorded !== '' && !namesakes.includes(event) && !misdated.includes(event);

const eventText = ({ namesakes, misdated }: AuditFact, event: Event): string => {
  const { action, outcome, refusal, who, recorded } = event;
  const other = namesakes.includes(event) ? ', by which name it tells of somebody else as well' : '';
  const when = misdated.includes(event) ? ', which is another time' : '';
  return `${action} ${outcome} ${refusal ?? 'without a reason'} by ${who}${other} at ${recorded}${when}`;
};

const eventsText = (fact: AuditFact): string =>
  fact.events.length === 0 ? 'no event' : fact.events.map((event) => eventText(fact, event)).join('; ');

const present = (fact: AuditFact, out: Out, expected: string, isComplete: (event: Event) => boolean): void =>
  out.report({
    ...common(fact),
    polarity: 'must',
    outcome: fact.events.some((event) => isTold(fact, event) && isComplete(event)) ? 'met' : 'broken',
    expected: () => expected,
    observed: () => eventsText(fact),
  });

/** Gives the reason that was answered, or one that the contract has for it. */
const saysWhy =
  ({ codes }: AuditFact) =>
  ({ refusal }: Event): boolean =>
    refusal !== undefined && (codes.length === 0 || codes.includes(refusal));

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

const NAMED = new Set<AuditFact['subject']>(['order', 'reading', 'item']);

/** What an event is about, as a finding names it. */
const nameOf = ({ subject, entity }: Event): Report['subject'] =>
  entity === undefined || !NAMED.has(subject) ? {} : { [subject]: keyOf(entity) };

/** AUD-01: who, what, when and outcome of everything that took effect. */
const AUD_01: Judge = {
  id: 'AUD-01',
  audit(fact, out) {
    if (fact.outcome !== 'ok') return;
    present(fact, out, `an event with who and when: ${fact.what}`, () => true);
    truthful(fact, out);
  },
  trail({ lane, patient, read, unfounded }, out) {
    for (const { event, why } of unfounded)
      out.report({
        lane,
        polarity: 'must-not',
        outcome: 'broken',
        subject: { patient, ...nameOf(event) },
        lines: [read.seq],
        expected: () => 'no event of what nobody did',
        observed: () =>
          `${event.subject} ${event.action} ${event.outcome} by ${event.who} at ${event.recorded}: ${why}`,
      });
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
        `an event with its reason${fact.codes.length === 0 ? '' : ` (${[...new Set(fact.codes)].join(' or ')})`}: ${fact.what}`,
        saysWhy(fact),
      );
    truthful(fact, out);
  },
};

export const AUDIT: readonly Judge[] = [AUD_01, AUD_02];
