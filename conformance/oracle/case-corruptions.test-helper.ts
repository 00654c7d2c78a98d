import type { InboxItem, ItemKind } from '../../contract/domain/index.ts';
import { keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine, OpLine, SeenLine } from '../history/lines.ts';
import { itemId, MS, personId } from './history-builder.test-helper.ts';

/** A history that is wrong in one way, and the requirements of which at least one must be found broken. */
export interface Corrupted {
  readonly what: string;
  readonly lines: readonly HistoryLine[];
  readonly breaks: readonly string[];
}
type Corruption = (lines: readonly HistoryLine[]) => readonly Corrupted[];

const STRANGER = personId('stranger');
const DEADLINE_MS = 1000;
const OTHER_KIND: Readonly<Record<ItemKind, ItemKind>> = {
  critical: 'abnormal',
  abnormal: 'critical',
  change: 'abnormal',
  missing: 'data-quality',
  'data-quality': 'abnormal',
  summary: 'data-quality',
};

const keyOfLine = ({ item }: SeenLine): string => keyOf(item.identifier);
const isSentinel = ({ item }: SeenLine): boolean => item.identifier.value === 'sentinel';

/** By item: its versions, oldest first. The sentinel's is left out. */
const itemsIn = (lines: readonly HistoryLine[]): readonly (readonly [string, readonly SeenLine[]])[] => {
  const seen = lines.flatMap((l) => (l.kind === 'seen' && !isSentinel(l) ? [l] : []));
  return [...Map.groupBy(seen, keyOfLine)];
};

const nameOf = (key: string): string => key.slice(key.lastIndexOf('|') + 1);

/** Replaces each version of one item by what `of` makes of it. */
const withItem = (
  lines: readonly HistoryLine[],
  key: string,
  of: (line: SeenLine) => readonly SeenLine[],
): readonly HistoryLine[] =>
  lines.flatMap((l): readonly HistoryLine[] => (l.kind === 'seen' && keyOfLine(l) === key ? of(l) : [l]));

/** One corruption of each item. */
const eachItem =
  (
    what: string,
    breaks: readonly string[],
    of: (versions: readonly SeenLine[]) => ((line: SeenLine) => readonly SeenLine[]) | undefined,
  ): Corruption =>
  (lines) =>
    itemsIn(lines).flatMap(([key, versions]) => {
      const change = of(versions);
      return change === undefined
        ? []
        : [{ what: `${what} ${nameOf(key)}`, lines: withItem(lines, key, change), breaks }];
    });

const latestOf = (versions: readonly SeenLine[]): InboxItem | undefined => versions.at(-1)?.item;
const isOpen = (versions: readonly SeenLine[]): boolean => ['new', 'seen'].includes(latestOf(versions)?.status ?? '');

const changed =
  (change: (item: InboxItem) => InboxItem) =>
  (line: SeenLine): readonly SeenLine[] => [{ ...line, item: change(line.item) }];

/** One field of each open item that shows it. */
const eachField = (field: keyof InboxItem, breaks: readonly string[], to: (item: InboxItem) => InboxItem): Corruption =>
  eachItem(`${field} of`, breaks, (versions) =>
    isOpen(versions) && latestOf(versions)?.[field] !== undefined ? changed(to) : undefined,
  );

const WEEK_MS = 7 * 86_400_000;

/** Of a reading that is a week old when it is filed: a moment later there is no item to raise, and either is right. */
const isOnTheEdge = ({ created, effective }: InboxItem): boolean =>
  created !== undefined && effective !== undefined && Date.parse(created) - Date.parse(effective) === WEEK_MS;

const late = (versions: readonly SeenLine[]): ((line: SeenLine) => readonly SeenLine[]) | undefined => {
  const [first, second] = versions;
  if (first === undefined || isOnTheEdge(first.item)) return undefined;
  const by = first.by + (DEADLINE_MS + 1) * MS;
  if (second !== undefined && second.by <= by) return undefined;
  return (line) => [line === first ? { ...line, after: by, by } : line];
};

const more = (n: string): string => `${Number(n) + 1}`;

const CRITICAL_ANSWERS: readonly OpLine['act']['op'][] = [
  'order.submit',
  'order.change',
  'permission.set',
  'tracker.set',
  'reading.submit',
  'item.act',
];

/** Answers that the contract leaves free, or that a SUT may give otherwise without any harm. */
const isFree = (op: OpLine, before: readonly HistoryLine[]): boolean => {
  const { act, via, answer } = op;
  if (answer.refusal === 'identifier-conflict' && via === 'fhir' && act.op === 'reading.submit') return true;
  // A step back that is answered kindly and changes nothing is a reservation.
  if (act.op === 'item.act') return answer.refusal === 'illegal-transition';
  if (act.op !== 'permission.set') return false;
  const { measure, patient, status, at } = act.permission;
  const last = before
    .flatMap((l) => (l.kind === 'op' && l.outcome === 'ok' && l.act.op === 'permission.set' ? [l.act.permission] : []))
    .findLast((p) => p.measure === measure && keyOf(p.patient) === keyOf(patient));
  // A grant that a withdrawal has overtaken changes nothing, whether it is taken or refused.
  const isOvertaken = status === 'granted' && last?.status === 'withdrawn' && Date.parse(last.at) > Date.parse(at);
  return op.outcome === 'ok' && ((last?.status ?? 'withdrawn') === status || isOvertaken);
};

const flipped = (op: OpLine): OpLine =>
  op.outcome === 'ok'
    ? {
        ...op,
        outcome: 'refused',
        answer: { code: op.via === 'fhir' ? '422' : 'AE', correlated: true, explained: true },
      }
    : { ...op, outcome: 'ok', answer: { code: op.via === 'fhir' ? '200' : 'AA', correlated: true } };

const answers: Corruption = (lines) =>
  lines.flatMap((line, i): Corrupted[] => {
    if (line.kind !== 'op' || line.lane === 'sentinel' || !CRITICAL_ANSWERS.includes(line.act.op)) return [];
    if (isFree(line, lines.slice(0, i))) return [];
    const what = `${line.outcome === 'ok' ? 'refused' : 'accepted'} line ${line.seq} ${line.act.op}`;
    return [{ what, lines: lines.with(i, flipped(line)), breaks: [] }];
  });

/** What is wrong with the items that are seen, one way at a time. */
export const ITEM_CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  dropped: eachItem('dropped', ['ALR-01'], () => () => []),
  doubled: eachItem('doubled', ['ALR-06'], () => (line) => [
    line,
    { ...line, item: { ...line.item, identifier: itemId(`${line.item.identifier.value}-again`) } },
  ]),
  'for a stranger': eachItem('for a stranger', ['ALR-04'], () => changed((item) => ({ ...item, recipient: STRANGER }))),
  'of another kind': eachItem('another kind of', ['ALR-01', 'ALR-03'], () =>
    changed((item) => ({ ...item, kind: OTHER_KIND[item.kind] })),
  ),
  'not withdrawn': eachItem('not withdrawn', ['ALR-07', 'ALR-12', 'LIM-09', 'LIM-15', 'LIM-17'], (versions) =>
    latestOf(versions)?.status === 'withdrawn' ? (line) => (line.item.status === 'withdrawn' ? [] : [line]) : undefined,
  ),
  'withdrawn for nothing': eachItem('withdrawn', ['ALR-07', 'ALR-12', 'LIM-09'], (versions) => {
    const last = versions.at(-1);
    if (last === undefined || last.item.status === 'withdrawn') return undefined;
    const { item } = last;
    const gone: SeenLine = {
      ...last,
      item: { ...item, version: item.version + 1, status: 'withdrawn', withdrawal: 're-evaluated' },
    };
    return (line) => (line === last ? [line, gone] : [line]);
  }),
  'late by a millisecond': eachItem('late', ['ALR-01'], late),
};

/** What is wrong with one field of an item. */
export const FIELD_CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  value: eachField('value', ['ALR-03'], (i) => ({
    ...i,
    value: { value: more(i.value?.value ?? ''), unit: i.value?.unit ?? '' },
  })),
  effective: eachField('effective', ['ALR-03'], (i) => ({ ...i, effective: '2001-01-01T00:00:00Z' })),
  late: eachField('late', ['ALR-03'], (i) => ({ ...i, late: i.late !== true })),
  limit: eachField('limit', ['ALR-03'], (i) => ({ ...i, limit: { value: '1.234', unit: i.limit?.unit ?? '' } })),
  limitFrom: eachField('limitFrom', ['ALR-03'], (i) => ({ ...i, limitFrom: '2001-01-01T00:00:00Z' })),
  context: eachField('context', ['ALR-03'], (i) => ({
    ...i,
    context: i.context === 'casual' ? 'bedtime' : 'casual',
  })),
  created: eachField('created', ['ALR-03'], (i) => ({ ...i, created: '2001-01-01T00:00:00Z' })),
  due: eachField('due', ['ALR-01', 'ALR-03'], (i) => ({ ...i, due: '2001-01-01T00:00:00Z' })),
  readings: eachField('readings', ['ALR-03'], (i) => ({ ...i, readings: (i.readings ?? []).slice(1) })),
  count: eachField('count', ['LIM-08', 'ALR-10', 'ALR-11'], (i) => ({ ...i, count: (i.count ?? 0) + 1 })),
  copyOf: eachField('copyOf', ['ALR-03'], (i) => ({ ...i, copyOf: itemId('another') })),
  summary: eachField('summary', ['ALR-11'], (i) =>
    i.summary === undefined
      ? i
      : { ...i, summary: { ...i.summary, criticalCount: (i.summary.criticalCount ?? 0) + 1 } },
  ),
};

export const ANSWER_CORRUPTIONS: Readonly<Record<string, Corruption>> = { answers };
