import type { DueFact, NotDueFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import { punctuality } from '../sight/delay.ts';
import type { Out } from './judge.ts';
import { flawsText, intervalText, itemLines, itemsText } from './words.ts';

/** Common parts of a finding about an item that falls due by itself. */
export const dueAbout = (fact: DueFact): Pick<Report, 'lane' | 'subject' | 'lines'> => {
  const { demand, items } = fact;
  const [item] = items;
  const { subject } = demand;
  return {
    lane: fact.lane,
    subject: {
      patient: fact.patient,
      order: demand.order.key,
      ...(subject.family === 'escalation' ? { reading: [...subject.readings][0] ?? '' } : {}),
      ...(item === undefined ? {} : { item: item.key }),
    },
    lines: [...demand.order.ops.map((op) => op.seq), ...itemLines(items)],
  };
};

/** The item is there by its deadline, without any of these flaws. */
export const cameDue = (fact: DueFact, out: Out, flaws: DueFact['flaws'] = []): void => {
  const { demand, items, absenceProven, timing } = fact;
  if (demand.level === 'may') out.may(fact.lane);
  if (demand.level !== 'must') return;
  const punctual = timing === undefined ? undefined : punctuality(timing);
  const present = items.length > 0;
  out.report({
    ...dueAbout(fact),
    polarity: 'must',
    outcome: present
      ? flaws.length > 0 || punctual === 'late'
        ? 'broken'
        : punctual === 'undecided'
          ? 'undecided'
          : 'met'
      : absenceProven
        ? 'broken'
        : 'undecided',
    expected: () => `an item within ${fact.deadlineMs} ms: ${demand.why}`,
    observed: () =>
      present
        ? [itemsText(items), ...(timing === undefined ? [] : [intervalText(timing)]), ...flawsText(flaws)].join('; ')
        : absenceProven
          ? 'no item'
          : 'no item seen, but no complete look came after the deadline',
    ...(timing === undefined ? {} : { timing }),
  });
};

/** Nothing of the rule is there beside what fell due, and that is proven. */
export const nothingElseDue = (fact: NotDueFact, out: Out, what: string): void => {
  const broken = fact.items.length > 0;
  out.report({
    lane: fact.lane,
    polarity: 'must-not',
    outcome: broken ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
    subject: { patient: fact.patient, order: fact.order.key },
    expected: () => what,
    observed: () => itemsText(fact.items),
    lines: [...fact.order.ops.map((op) => op.seq), ...itemLines(fact.items)],
  });
};
