import { InboxItem } from '../../domain/inbox-item.ts';
import { MealContext } from '../../domain/measure.ts';
import { MEAL_CONTEXT_MDC } from '../../codes/measures.ts';
import type { Identifier } from '../../domain/identifier.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { AlertPhase } from './alert-facets.ts';
import { attempt, need, refuseHere } from './attempt.ts';
import { measureOfRow, readOurCode } from './coded.ts';
import type { Namespaces } from './identifier.ts';
import { decodeEntity, systemOf } from './identifier.ts';
import type { Message } from './message.ts';
import { findSegment } from './message.ts';
import { decodeNumber } from './number.ts';
import { decodePatient, decodePersonAt } from './people.ts';
import type { Segment } from './segment.ts';
import { decodeTime } from './time.ts';

/** An alert as its receiver reads it. The history of the item is not in it. */
export interface ReceivedAlert {
  readonly phase: AlertPhase;
  readonly item: InboxItem;
}

const PHASES: readonly AlertPhase[] = ['start', 'update', 'end'];
const PRIORITY: Readonly<Record<string, InboxItem['priority']>> = { PH: 'stat', PM: 'urgent', PL: 'routine' };

/** The rows of our label by name, those of IEEE 11073 by code; of several with one name all are kept. */
const rowsOf = (message: Message): ReadonlyMap<string, readonly Segment[]> =>
  Map.groupBy(
    message.segments.filter(({ name }) => name === 'OBX'),
    (row) => (measureOfRow(row) === undefined ? (readOurCode(row, 3) ?? row.text(3)) : 'metric'),
  );

/** Reads single rows by name. */
const reader = (message: Message, namespaces: Namespaces) => {
  const rows = rowsOf(message);
  const one = (name: string): Segment | undefined => rows.get(name)?.[0];
  const entityAt = (row: Segment): Identifier =>
    decodeEntity(row, 5, namespaces) ?? refuseHere('missing-element', row.place(5), 'a key with its namespace');
  const shown = (row: Segment | undefined, component: number) =>
    row === undefined || row.raw(5) === ''
      ? undefined
      : { value: need(decodeNumber(row.text(5, { component }), row.place(5))), unit: row.text(6) };
  return {
    row: one,
    words: (name: string): string | undefined => one(name)?.text(5),
    code: (name: string): string | undefined => one(name)?.text(5),
    count: (name: string): number | undefined => {
      const row = one(name);
      if (row === undefined) return undefined;
      return /^\d{1,9}$/.test(row.text(5))
        ? Number(row.text(5))
        : refuseHere('bad-value', row.place(5), 'a whole number');
    },
    time: (name: string): string | undefined => {
      const row = one(name);
      return row && need(decodeTime(row.text(5), row.place(5)));
    },
    amount: (name: string) => shown(one(name), 1),
    bound: (name: string) => shown(one(name), 2),
    entity: (name: string): Identifier | undefined => {
      const row = one(name);
      return row && entityAt(row);
    },
    entities: (name: string): Identifier[] | undefined => rows.get(name)?.map(entityAt),
  };
};

/** OBR-29, an EIP: the filler's key in its second component. */
const parentOf = (obr: Segment, namespaces: Namespaces): Identifier | undefined => {
  const part = (subcomponent: number) => obr.text(29, { component: 2, subcomponent });
  const system = systemOf(part(2), part(3), part(4), namespaces);
  return system === undefined || part(1) === '' ? undefined : { system, value: part(1) };
};

/** Where the two forms keep order, item, recipient and first item of the chain. */
const keysOf = (message: Message, namespaces: Namespaces) => {
  const obr = findSegment(message, 'OBR');
  const txa = findSegment(message, 'TXA');
  const holder = obr ?? txa ?? refuseHere('missing-element', 'OBR^1', 'neither OBR nor TXA');
  const [order, item, recipient] = obr === undefined ? [14, 12, 23] : [2, 3, 28];
  const key = (field = 0): Identifier =>
    decodeEntity(holder, field, namespaces) ??
    refuseHere('missing-element', holder.place(field), 'a key with its namespace');
  return {
    order: key(order),
    identifier: key(item),
    recipient: need(decodePersonAt(holder, recipient ?? 0, namespaces)),
    copyOf: obr === undefined ? decodeEntity(holder, 13, namespaces) : parentOf(obr, namespaces),
  };
};

const metricOf = (row: Segment | undefined): Partial<InboxItem> => {
  if (row === undefined) return {};
  const flags = Array.from({ length: row.repetitions(8) }, (_, index) => row.text(8, { repetition: index + 1 }));
  const value = row.raw(5) === '' ? undefined : need(decodeNumber(row.text(5), row.place(5)));
  return compact({
    measure: measureOfRow(row),
    value: value === undefined ? undefined : { value, unit: row.text(6) },
    effective: row.raw(14) === '' ? undefined : need(decodeTime(row.text(14), row.place(14))),
    interpretation: flags as InboxItem['interpretation'],
  });
};

const summaryOf = (read: ReturnType<typeof reader>): unknown => {
  const [start, end] = [read.time('PERIODSTART'), read.time('PERIODEND')];
  if (start === undefined || end === undefined) return undefined;
  return compact({
    period: { start, end },
    abnormalCount: read.count('ABNORMAL'),
    criticalCount: read.count('CRITICAL'),
    min: read.amount('MIN'),
    max: read.amount('MAX'),
    mean: read.amount('MEAN'),
  });
};

/**
 * Reads an alert, ORU^R40 or MDM^T02. Refusals: `missing-element`, `bad-value`, `time-without-offset`, each
 * at its place. Rows that are not of this binding are passed over.
 */
export const decodeAlertMessage = (message: Message, namespaces: Namespaces): Outcome<ReceivedAlert> =>
  attempt(() => {
    const read = reader(message, namespaces);
    const phase = PHASES.find((known) => known === read.words('68481'));
    if (phase === undefined) return refuseHere('bad-value', read.row('68481')?.place(5), `one of ${PHASES.join(', ')}`);
    const context = MealContext.options.find((known) => MEAL_CONTEXT_MDC[known] === read.code('CONTEXT'));
    const late = read.words('LATE');
    const parsed = InboxItem.safeParse(
      compact({
        ...keysOf(message, namespaces),
        ...metricOf(read.row('metric')),
        patient: need(decodePatient(findSegment(message, 'PID'), namespaces)),
        version: read.count('VERSION') ?? 1,
        kind: read.code('KIND'),
        status: read.code('STATE') ?? (phase === 'end' ? 'withdrawn' : 'new'),
        withdrawal: read.words('REASON'),
        routedAs: read.words('ROUTED'),
        rule: read.words('RULE'),
        reading: read.entity('READING'),
        submitted: read.time('SUBMITTED'),
        late: late === undefined ? undefined : late === 'Y',
        limit: read.bound('LIMIT'),
        limitFrom: read.time('LIMITFROM'),
        context,
        baseline: read.entity('BASELINE'),
        delta: read.amount('DELTA'),
        step: read.count('STEP'),
        count: read.count('COUNT'),
        worst: read.entity('WORST'),
        last: read.entity('LAST'),
        readings: read.entities('MEMBER'),
        lastEffective: read.time('LASTDATA'),
        due: read.time('DUE'),
        summary: summaryOf(read),
        priority: PRIORITY[read.words('68484') ?? ''],
        created: read.time('CREATED'),
      }),
    );
    if (parsed.success) return { phase, item: parsed.data };
    const [issue] = parsed.error.issues;
    return refuseHere('bad-value', undefined, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  });
