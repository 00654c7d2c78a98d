import { type InboxItem, type ItemKind, keyOf } from '../../../contract/domain/index.ts';
import { bareKeys } from '../bare-key.ts';
import { instant, showInstant, tryLocalInstant } from '../time/instant.ts';
import type { Tri } from '../time/span.ts';
import {
  contextFlaw,
  crossingFlaws,
  effectiveFlaw,
  equalNumbers,
  interpretationFlaw,
  lateFlaws,
  priorityOf,
  valueFlaw,
} from './content.ts';
import type { DueDemand, DueSubject } from './due-demand.ts';
import { type Flaw, missing, wrong } from './flaw.ts';

type Subject<F extends DueSubject['family']> = Extract<DueSubject, { family: F }>;
type Shown = NonNullable<InboxItem['summary']>;

const KIND: Readonly<Record<DueSubject['family'], ItemKind>> = {
  missing: 'missing',
  escalation: 'critical',
  summary: 'summary',
};

const missingDataFlaws = ({ due }: InboxItem, demand: DueDemand): readonly Flaw[] => {
  const expected = showInstant(demand.due.low);
  if (due === undefined) return [missing('due', expected)];
  const at = tryLocalInstant(due)?.at;
  return at !== undefined && demand.due.low <= at && at <= demand.due.high ? [] : [wrong('due', expected, due)];
};

const isClosed = ({ status }: InboxItem): boolean => status === 'done' || status === 'withdrawn';

const readingFlaws = (item: InboxItem, { contents }: Subject<'escalation'>): readonly (Flaw | undefined)[] => {
  const readings = contents.map((c) => c.reading);
  // A closed copy may go on showing what its reading said before it was corrected.
  return isClosed(item) ? [] : [effectiveFlaw(item, readings), valueFlaw(item, readings), contextFlaw(item, readings)];
};

const copyFlaws = (
  item: InboxItem,
  subject: Subject<'escalation'>,
  late: Tri | undefined,
  originals: ReadonlySet<string>,
): readonly (Flaw | undefined)[] => [
  item.step === undefined
    ? missing('step', `${subject.step}`)
    : item.step === subject.step
      ? undefined
      : wrong('step', `${subject.step}`, `${item.step}`),
  item.copyOf === undefined
    ? missing('copyOf', bareKeys(originals, ' or '))
    : originals.has(keyOf(item.copyOf))
      ? undefined
      : wrong('copyOf', bareKeys(originals, ' or '), item.copyOf.value),
  item.routedAs === 'escalated'
    ? undefined
    : item.routedAs === undefined
      ? missing('routedAs', 'escalated')
      : wrong('routedAs', 'escalated', item.routedAs),
  ...readingFlaws(item, subject),
  ...(isClosed(item)
    ? []
    : crossingFlaws(item, subject.evaluations, subject.contents[0]?.reading.effective ?? '1970-01-01T00:00:00Z')),
  interpretationFlaw(item, subject.evaluations),
  ...lateFlaws(item, late),
];

const NUMBERS = ['min', 'max', 'mean'] as const;

const quantityFlaw = (
  field: (typeof NUMBERS)[number],
  summary: Shown,
  { figures, units }: Subject<'summary'>,
): Flaw | undefined => {
  const unit = units.join(' or ');
  const all = figures.map((f) => f[field]);
  const expected = all.map((n) => (n === undefined ? 'none' : `${n} ${unit}`)).join(' or ');
  const shown = summary[field];
  if (shown === undefined) return all.includes(undefined) ? undefined : missing(field, expected);
  const fits = units.some((u) => u === shown.unit) && all.some((n) => n !== undefined && equalNumbers(n, shown.value));
  return fits ? undefined : wrong(field, expected, `${shown.value} ${shown.unit}`);
};

const countFlaw = (
  field: 'count' | 'abnormalCount' | 'criticalCount',
  shown: number | undefined,
  expected: readonly number[],
): Flaw | undefined =>
  shown === undefined
    ? missing(field, expected.join(' or '))
    : expected.includes(shown)
      ? undefined
      : wrong(field, expected.join(' or '), `${shown}`);

const summaryFlaws = ({ summary, count }: InboxItem, subject: Subject<'summary'>): readonly (Flaw | undefined)[] => {
  const { figures, start, end } = subject;
  const counted = countFlaw(
    'count',
    count,
    figures.map((f) => f.count),
  );
  const period = `${showInstant(start)} to ${showInstant(end)}`;
  if (summary === undefined) return [counted, missing('period', period)];
  const isPeriod = instant(summary.period.start) === start && instant(summary.period.end) === end;
  return [
    counted,
    isPeriod ? undefined : wrong('period', period, `${summary.period.start} to ${summary.period.end}`),
    countFlaw(
      'abnormalCount',
      summary.abnormalCount,
      figures.map((f) => f.abnormal),
    ),
    countFlaw(
      'criticalCount',
      summary.criticalCount,
      figures.map((f) => f.critical),
    ),
    ...NUMBERS.map((field) => quantityFlaw(field, summary, subject)),
  ];
};

/** Late is the filing of a reading: what is about none is not. Source: contract (Late). */
const NOT_LATE = 'no';

const bySubject = (
  item: InboxItem,
  demand: DueDemand,
  originals: ReadonlySet<string>,
): readonly (Flaw | undefined)[] => {
  switch (demand.subject.family) {
    case 'missing':
      return [...missingDataFlaws(item, demand), ...lateFlaws(item, NOT_LATE)];
    case 'escalation':
      return copyFlaws(item, demand.subject, demand.late, originals);
    case 'summary':
      return [...summaryFlaws(item, demand.subject), ...lateFlaws(item, NOT_LATE)];
  }
};

/** Every flaw of an item of a rule that goes by time. `originals`: keys of the items that a copy can be one of. */
export const dueFlawsOf = (item: InboxItem, demand: DueDemand, originals: ReadonlySet<string>): readonly Flaw[] => {
  const measure = demand.order.ops[0]?.act.order.measure;
  const kind = KIND[demand.subject.family];
  return [
    item.kind === kind ? undefined : wrong('kind', kind, item.kind),
    item.measure === undefined
      ? missing('measure', measure ?? '')
      : item.measure === measure
        ? undefined
        : wrong('measure', measure ?? '', item.measure),
    item.priority === undefined || item.priority === priorityOf(item.kind)
      ? undefined
      : wrong('priority', priorityOf(item.kind), item.priority),
    ...bySubject(item, demand, originals),
  ].filter((flaw) => flaw !== undefined);
};
