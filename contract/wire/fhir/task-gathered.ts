import { codeSystem } from '../../codes/canonical.ts';
import type { InboxItem, Summary } from '../../domain/inbox-item.ts';
import { compact } from '../json/compact.ts';
import { JsonNumber, type JsonObject } from '../json/lossless.ts';
import { concept } from './concept.ts';
import type { Cursor } from './cursor.ts';
import { fhirTime, readInstant } from './instant.ts';
import { quantity, readShownQuantity } from './quantity.ts';
import { referenceTo, resolveOrKeep } from './reference.ts';
import type { IdentifierOf, ReferenceTo } from './references.ts';

export const ITEM_DETAIL = codeSystem('item-detail');

const whole = (n: number): JsonNumber => new JsonNumber(String(n));
const asTime = (t: string): JsonObject => ({ valueDateTime: fhirTime(t) });
const asCount = (n: number): JsonObject => ({ valueUnsignedInt: whole(n) });
const asAmount = (q: { value: string; unit: string }): JsonObject => ({ valueQuantity: quantity(q.value, q.unit) });

const summaryRows = (summary: Summary | undefined): readonly (readonly [string, JsonObject | undefined])[] => {
  if (summary === undefined) return [];
  const { period, abnormalCount, criticalCount, min, max, mean } = summary;
  return [
    ['period', { valuePeriod: { start: fhirTime(period.start), end: fhirTime(period.end) } }],
    ['abnormal-count', abnormalCount === undefined ? undefined : asCount(abnormalCount)],
    ['critical-count', criticalCount === undefined ? undefined : asCount(criticalCount)],
    ['min', min && asAmount(min)],
    ['max', max && asAmount(max)],
    ['mean', mean && asAmount(mean)],
  ];
};

/** A summary may be of nothing; what gathers readings has one at least. */
const countOf = (kind: InboxItem['kind'], count: number): JsonObject =>
  kind === 'summary' || count === 0 ? asCount(count) : { valuePositiveInt: whole(count) };

/** Rows of what an item gathers: the readings it is about, the step of a copy, the gap, the figures of a period. */
export const encodeGathered = (item: InboxItem, ref: ReferenceTo): readonly JsonObject[] => {
  const asReading = (id: InboxItem['reading']): JsonObject | undefined =>
    id && { valueReference: referenceTo(ref, 'Observation', id) };
  const { step, count, readings = [], worst, last, lastEffective, due, summary } = item;
  const rows: readonly (readonly [string, JsonObject | undefined])[] = [
    ['step', step === undefined ? undefined : { valuePositiveInt: whole(step) }],
    ['count', count === undefined ? undefined : countOf(item.kind, count)],
    ...readings.map((reading) => ['reading', asReading(reading)] as const),
    ['worst', asReading(worst)],
    ['last', asReading(last)],
    ['last', lastEffective === undefined ? undefined : asTime(lastEffective)],
    ['due', due === undefined ? undefined : asTime(due)],
    ...summaryRows(summary),
  ];
  return rows.flatMap(([code, value]) => (value === undefined ? [] : [{ type: concept(ITEM_DETAIL, code), ...value }]));
};

/** The inputs of an item, by their type. */
export interface DetailRows {
  readonly rows: (code: string) => readonly Cursor[];
  /** The value of the first row of that type. */
  readonly one: <T>(code: string, name: string, read: (at: Cursor) => T) => T | undefined;
}

const readCount = (at: Cursor): number => at.integer(0, Number.MAX_SAFE_INTEGER);

const readSummary = ({ rows, one }: DetailRows): Summary | undefined => {
  const period = rows('period')
    .map((row) => row.get('valuePeriod'))
    .find((at) => at.present);
  if (period === undefined) return undefined;
  return compact({
    period: { start: readInstant(period.get('start')), end: readInstant(period.get('end')) },
    abnormalCount: one('abnormal-count', 'valueUnsignedInt', readCount),
    criticalCount: one('critical-count', 'valueUnsignedInt', readCount),
    min: one('min', 'valueQuantity', readShownQuantity),
    max: one('max', 'valueQuantity', readShownQuantity),
    mean: one('mean', 'valueQuantity', readShownQuantity),
  });
};

/** What an item says that it gathers. A count may be a positiveInt or an unsignedInt. */
export const readGathered = (details: DetailRows, identifierOf: IdentifierOf) => {
  const { rows } = details;
  /** `last` is a reading of what gathers readings, and a time of what misses them. */
  const valued = <T>(code: string, name: string, read: (at: Cursor) => T): T | undefined => {
    const at = rows(code)
      .map((row) => row.get(name))
      .find((value) => value.present);
    return at && read(at);
  };
  const asReading = (at: Cursor) => resolveOrKeep(at, identifierOf);
  const readings = rows('reading').map((row) => asReading(row.get('valueReference')));
  return {
    step: details.one('step', 'valuePositiveInt', (at) => at.integer(1, Number.MAX_SAFE_INTEGER)),
    count: valued('count', 'valueUnsignedInt', readCount) ?? valued('count', 'valuePositiveInt', readCount),
    readings: readings.length === 0 ? undefined : readings,
    worst: valued('worst', 'valueReference', asReading),
    last: valued('last', 'valueReference', asReading),
    lastEffective: valued('last', 'valueDateTime', readInstant),
    due: valued('due', 'valueDateTime', readInstant),
    summary: readSummary(details),
  };
};
