import type { ItemStatus } from '../../../contract/domain/index.ts';
import type { ItemLifeFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { Judge, Out } from './judge.ts';
import { storyFlaws } from './item-story.ts';
import { claimantOf, isWithdrawn } from './withdrawal.ts';
import { answerText, itemLines } from './words.ts';

const STEP: Readonly<Record<string, number>> = { new: 0, seen: 1, done: 2, withdrawn: 2 };

const common = (fact: ItemLifeFact): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane: fact.lane,
  subject: { patient: fact.patient, item: fact.item.key },
  lines: [...itemLines([fact.item]), ...fact.acts.map((a) => a.seq), ...fact.lackedBy.map((l) => l.seq)],
});

/** Done may still gain `withdrawn` (a correction), never the other way. An update is no step, and forgets none. */
const goesBack = (statuses: readonly string[]): boolean => {
  const steps = statuses.filter((status) => status !== 'updated');
  return steps.some((status, i) => {
    const before = steps[i - 1];
    if (before === undefined) return false;
    return (STEP[status] ?? 0) < (STEP[before] ?? 0) || (before === 'withdrawn' && status !== 'withdrawn');
  });
};

const illegal = (fact: ItemLifeFact): string[] => {
  const { item, acts } = fact;
  const statuses = item.versions.map((v) => v.item.status);
  const told = item.latest.history.map((e) => e.status);
  const acted = (act: 'seen' | 'done'): boolean => acts.some((a) => a.act.act === act && a.outcome !== 'refused');
  const { status } = item.latest;
  return [
    ...(goesBack(statuses) ? [`status went ${statuses.join(', ')}`] : []),
    ...(goesBack(told) ? [`its history says ${told.join(', ')}`] : []),
    ...(fact.lackedBy.length > 0 ? ['it was seen and then gone'] : []),
    ...(status === 'withdrawn' && !fact.mayBeWithdrawn ? ['withdrawn without a reason that the contract knows'] : []),
    ...(fact.withdrawn === 'too-early' ? ['withdrawn before anything withdrew it'] : []),
    ...storyFlaws(fact),
    ...((status === 'seen' && !acted('seen') && !acted('done')) || (status === 'done' && !acted('done'))
      ? [`${status}, but nobody did that`]
      : []),
  ];
};

const atLeast = (status: ItemStatus, act: 'seen' | 'done'): boolean =>
  status === 'withdrawn' || (STEP[status] ?? 0) >= (STEP[act] ?? 0);

const permitted = (fact: ItemLifeFact, act: OpOf<'item.act'>, out: Out): void => {
  const { latest } = fact.item;
  const noted = latest.history.find((e) => e.status === act.act.act);
  const shown = atLeast(latest.status, act.act.act) && noted !== undefined && noted.actor !== '';
  const looked = fact.lastLook > act.settled;
  out.report({
    ...common(fact),
    polarity: 'must',
    outcome:
      act.outcome === 'refused'
        ? 'broken'
        : act.outcome === 'unknown' || (!shown && !looked)
          ? 'undecided'
          : shown
            ? 'met'
            : 'broken',
    expected: () => `${act.act.act} by ${act.act.person.value}: accepted, and shown with actor and time`,
    observed: () =>
      `${answerText(act)}; status ${latest.status}, ${noted === undefined ? 'no event' : `event by ${noted.actor} at ${noted.at}`}`,
  });
};

const forbidden = (fact: ItemLifeFact, act: OpOf<'item.act'>, out: Out): void =>
  out.report({
    ...common(fact),
    polarity: 'must-not',
    outcome: act.outcome === 'refused' ? 'met' : act.outcome === 'ok' ? 'broken' : 'undecided',
    expected: () => `${act.act.act} by ${act.act.person.value}, who is no recipient: refused`,
    observed: () => answerText(act),
    ...(act.outcome === 'refused' && act.answer.refusal !== 'not-recipient'
      ? { warning: `refused with ${act.answer.refusal ?? 'no reason code'}; expected not-recipient` }
      : {}),
  });

/** Whether the item can have been withdrawn when the act came to it. */
const wasWithdrawn = ({ item }: ItemLifeFact, act: OpOf<'item.act'>): boolean =>
  item.versions.some((v) => v.item.status === 'withdrawn' && (v.after ?? 0) < act.settled);

/** A step back: seen after done, or anything after it was withdrawn. Anything else by an owner is a step forward or none. */
const isBackwards = (fact: ItemLifeFact, act: OpOf<'item.act'>): boolean =>
  wasWithdrawn(fact, act) ||
  (act.act.act === 'seen' &&
    fact.acts.some((a) => a.act.act === 'done' && a.outcome !== 'refused' && a.sent < act.settled));

/** Done for certain before the act was sent: a step back must be refused, or at least change nothing. */
const surelyDone = (fact: ItemLifeFact, act: OpOf<'item.act'>): boolean =>
  act.act.act === 'seen' &&
  !wasWithdrawn(fact, act) &&
  fact.acts.some((a) => a.act.act === 'done' && a.outcome === 'ok' && a.settled <= act.sent);

const backwards = (fact: ItemLifeFact, act: OpOf<'item.act'>, out: Out): void => {
  const { latest } = fact.item;
  const undone = latest.status !== 'done' && latest.status !== 'withdrawn';
  const looked = fact.lastLook > act.settled;
  const taken = act.outcome === 'ok';
  out.report({
    ...common(fact),
    polarity: 'must-not',
    outcome: undone && looked ? 'broken' : act.outcome === 'unknown' || (taken && !looked) ? 'undecided' : 'met',
    expected: () => 'seen after done: refused, and the item stays done',
    observed: () => `${answerText(act)}; status ${latest.status}`,
    ...(taken && !undone
      ? { warning: 'a step back was answered with success, though it changed nothing; expected illegal-transition' }
      : {}),
  });
};

export const ALR_07: Judge = {
  id: 'ALR-07',
  life(fact, out) {
    const wrong = illegal(fact);
    out.report({
      ...common(fact),
      polarity: 'must-not',
      outcome: wrong.length > 0 ? 'broken' : 'met',
      expected: () =>
        'from new to seen to done, or withdrawn with a reason, each with who and when; never back, never gone, never by itself',
      observed: () => (wrong.length > 0 ? wrong.join('; ') : `status ${fact.item.latest.status}`),
    });
    if (fact.withdrawal?.level === 'must' && claimantOf(fact) === 'ALR-07') isWithdrawn(fact, out);
    for (const act of fact.acts) {
      const may = fact.mayAct(act);
      if (may === 'maybe') out.may(fact.lane);
      else if (may === 'no') forbidden(fact, act, out);
      else if (surelyDone(fact, act)) backwards(fact, act, out);
      else if (isBackwards(fact, act)) out.may(fact.lane);
      else permitted(fact, act, out);
    }
  },
};
