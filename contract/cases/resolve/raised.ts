import {
  type Identifier,
  type Interpretation,
  type ItemKind,
  keyOf,
  type Order,
  type Reading,
} from '../../domain/index.ts';
import { personKey } from '../cast.ts';
import type { ExpectedItem, ExpectedSummary } from '../expected-item.ts';
import { itemKey } from '../keys.ts';
import type { ActTerm } from '../schema/act.ts';
import type { FullRaise, ItemRule } from '../schema/items.ts';
import { itemNamed } from './items.ts';
import { type Names, orderNamed, type Path, readingNamed, wrong } from './names.ts';

const RULE_OF_KIND: Partial<Record<ItemKind, ItemRule>> = {
  change: 'change',
  missing: 'missing',
  'data-quality': 'data-quality',
  summary: 'summary',
};

const kindOf = (interpretation: readonly Interpretation[]): ItemKind | undefined => {
  const [first] = interpretation;
  if (first === 'HH' || first === 'LL') return 'critical';
  if (first === 'H' || first === 'L') return 'abnormal';
  return first === 'U' || first === 'D' ? 'change' : undefined;
};

/** The order that is named, or the only one: for this reading's patient and measure, where there is a reading. */
const orderFor = (names: Names, said: string | undefined, reading: Reading | undefined, path: Path): Order => {
  if (said !== undefined) return orderNamed(names, said, [...path, 'order']);
  const [only, ...others] = [...names.orders.values()].filter(
    (order) =>
      reading === undefined || (keyOf(order.patient) === keyOf(reading.patient) && order.measure === reading.measure),
  );
  return only === undefined || others.length > 0 ? wrong(names, path, 'which order is not said', 'order: NAME') : only;
};

/** Who gets it when nobody is said: the responsible, or whom the order's rule names. */
const namedBy = (order: Order, rule: ItemRule, step: number | undefined): Identifier => {
  const own = order.rules.find(
    (r) => (rule === 'summary' && r.kind === 'summary') || (r.kind === 'escalation' && r.step === step),
  );
  return own !== undefined && 'recipient' in own && own.recipient !== undefined ? own.recipient : order.responsible;
};

const summaryOf = (names: Names, term: FullRaise, path: Path): ExpectedSummary => ({
  start: term.period ?? wrong(names, path, 'which period is not said', 'period: its start'),
  count: term.count ?? 0,
  abnormal: term.abnormal ?? 0,
  critical: term.critical ?? 0,
  ...(term.min === undefined ? {} : { min: term.min }),
  ...(term.max === undefined ? {} : { max: term.max }),
  ...(term.mean === undefined ? {} : { mean: term.mean }),
});

const copyOf = (names: Names, term: FullRaise, standing: readonly ExpectedItem[], path: Path): ExpectedItem => {
  const { reading, order } = term;
  const first = itemNamed(names, { reading, order, kind: 'critical' }, standing, path);
  const named = [...names.orders.values()].find((o) => keyOf(o.identifier) === keyOf(first.order));
  const recipient = named === undefined ? first.recipient : namedBy(named, 'escalation', term.step);
  return {
    ...first,
    rule: 'escalation',
    recipient: term.to === undefined ? recipient : personKey(term.to),
    copyOf: first.identifier,
    ...(term.step === undefined ? {} : { step: term.step }),
  };
};

const itemOf = (names: Names, term: FullRaise, own: Reading | undefined, path: Path): ExpectedItem => {
  const interpretation = term.interpretation === undefined ? [] : [term.interpretation].flat();
  const kind = term.kind ?? kindOf(interpretation) ?? wrong(names, path, 'what it is is not said', 'a kind');
  const rule = term.rule ?? (term.members === undefined ? (RULE_OF_KIND[kind] ?? 'limits') : 'repeated');
  const about = rule === 'missing' || rule === 'summary' ? undefined : own;
  const reading = term.reading === undefined ? about : readingNamed(names, term.reading, [...path, 'reading']);
  if (reading === undefined && rule !== 'missing' && rule !== 'summary')
    return wrong(names, path, 'which reading is not said', 'reading: NAME');
  const order = orderFor(names, term.order, reading, path);
  if (rule === 'missing' && term.due === undefined) wrong(names, path, 'when it was due is not said', 'due: INSTANT');
  const digests = rule === 'limits' && kind === 'abnormal' && order.rules.some((r) => r.kind === 'digest');
  const members =
    term.members?.map((m, i) => readingNamed(names, m, [...path, 'members', i]).identifier) ??
    (digests && reading !== undefined ? [reading.identifier] : undefined);
  names.items += 1;
  return {
    identifier: itemKey(names.number, names.items),
    patient: order.patient,
    order: order.identifier,
    kind,
    rule,
    interpretation,
    recipient: term.to === undefined ? namedBy(order, rule, undefined) : personKey(term.to),
    ...(reading === undefined ? {} : { reading: reading.identifier, late: term.late ?? false }),
    ...(members === undefined ? {} : { members }),
    ...(term.due === undefined ? {} : { due: term.due }),
    ...(rule === 'summary' ? { summary: summaryOf(names, term, path) } : {}),
  };
};

/** The items that an act raises. `own`: the reading that the act sends. */
export const raisedBy = (
  names: Names,
  act: ActTerm,
  own: Reading | undefined,
  standing: readonly ExpectedItem[],
  path: Path,
): readonly ExpectedItem[] =>
  (act.raises ?? []).map((said, i) => {
    const place = [...path, 'raises', i];
    const term = typeof said === 'string' ? { interpretation: said } : said;
    if (term.step === undefined) return itemOf(names, term, own, place);
    const copy = copyOf(names, term, standing, place);
    names.items += 1;
    return { ...copy, identifier: itemKey(names.number, names.items) };
  });
