import { type InboxItem, keyOf } from '../../../contract/domain/index.ts';
import type { Alerted } from '../../history/lines.ts';
import { bareKeys, barePair } from '../bare-key.ts';
import type { AlertsFact, DemandFact } from '../facts.ts';
import { effectiveFlaw, interpretationFlaw, valueFlaw } from '../items/content.ts';
import { type Flaw, wrong } from '../items/flaw.ts';
import { aboutAlerts, alertText } from './alert-words.ts';
import type { Judge, Out } from './judge.ts';
import { flawsText } from './words.ts';

/** What it says of the reading may be what that said at any time: an alert is of its instant. */
const readingFlaws = (item: InboxItem, { demand, recipients }: DemandFact): readonly (Flaw | undefined)[] => {
  const readings = demand.filing.contents.map(({ reading }) => reading);
  const { measure } = demand.filing.reading;
  const kinds: readonly string[] = [...new Set(demand.evaluations.flatMap(({ call }) => call?.kind ?? []))];
  return [
    item.measure === undefined || item.measure === measure ? undefined : wrong('measure', measure, item.measure),
    valueFlaw(item, readings),
    effectiveFlaw(item, readings),
    interpretationFlaw(item, demand.evaluations),
    kinds.includes(item.kind) ? undefined : wrong('kind', kinds.join(' or '), item.kind),
    recipients.has(keyOf(item.recipient))
      ? undefined
      : wrong('recipient', bareKeys(recipients, ' or '), bareKeys([keyOf(item.recipient)], '')),
  ];
};

const differs = (field: 'patient' | 'order' | 'reading', shown: string, told: string): Flaw | undefined =>
  shown === told ? undefined : wrong(field, ...barePair(shown, told));

/** Against the item itself, where an In Basket has shown it. */
const itemFlaws = (item: InboxItem, { items }: AlertsFact): readonly (Flaw | undefined)[] => {
  const shown = items.get(keyOf(item.identifier))?.latest;
  if (shown === undefined) return [];
  return [
    differs('patient', keyOf(shown.patient), keyOf(item.patient)),
    differs('order', keyOf(shown.order), keyOf(item.order)),
    shown.reading === undefined || item.reading === undefined
      ? undefined
      : differs('reading', keyOf(shown.reading), keyOf(item.reading)),
  ];
};

const judgeAlert = (fact: AlertsFact, alert: Alerted, out: Out): void => {
  const { item } = alert;
  if (item === undefined)
    return out.report({
      ...aboutAlerts(fact),
      polarity: 'must',
      outcome: 'broken',
      expected: () => 'a message that tells of an item as the binding says',
      observed: () => alertText(alert),
    });
  if (alert.phase !== 'start') return;
  const demand = fact.demands.find(({ fact: d, told }) => d.demand.level === 'must' && told.includes(alert));
  const flaws = [...(demand === undefined ? [] : readingFlaws(item, demand.fact)), ...itemFlaws(item, fact)].filter(
    (flaw) => flaw !== undefined,
  );
  const [left, bad] = (['missing', 'wrong'] as const).map((kind) => flaws.filter((flaw) => flaw.kind === kind));
  const common = {
    ...aboutAlerts(fact),
    subject: { patient: fact.patient, item: keyOf(item.identifier) },
  };
  const said = (of: readonly Flaw[] = []): string => [alertText(alert), ...flawsText(of)].join('; ');
  out.report({
    ...common,
    polarity: 'must',
    outcome: (left?.length ?? 0) > 0 ? 'broken' : 'met',
    expected: () => 'the alert names its reading, the value and the interpretation',
    observed: () => said(left),
  });
  out.report({
    ...common,
    polarity: 'must-not',
    outcome: (bad?.length ?? 0) > 0 ? 'broken' : 'met',
    expected: () => 'nothing in the alert that is not so',
    observed: () => said(bad),
  });
};

/** ALR-26: what an alert leaves out breaks the positive half, what it says wrongly the negative one. */
export const ALR_26: Judge = {
  id: 'ALR-26',
  alerts(fact, out) {
    for (const alert of fact.told) judgeAlert(fact, alert, out);
  },
};
