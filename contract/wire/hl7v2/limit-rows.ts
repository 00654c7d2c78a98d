import { LOINC_FOR_UNIT, MEAL_CONTEXT_V2, findMeasureCode } from '../../codes/measures.ts';
import type { MeasureCode } from '../../codes/measures.ts';
import type { Interval } from '../../domain/limit.ts';
import { MealContext } from '../../domain/measure.ts';
import type { Order } from '../../domain/order.ts';
import type { UnitCode } from '../../domain/quantity.ts';
import { refuseHere } from './attempt.ts';
import type { Fields } from './build.ts';
import { NULL } from './build.ts';
import { decodeMeasureCoding, encodeCoding, refuseTwoMeasures } from './coded.ts';
import type { Side } from './order-keys.ts';
import { TIER_LABEL, limitKey } from './order-keys.ts';
import type { Segment } from './segment.ts';
import { decodeStructured, encodeStructured } from './structured-number.ts';
import { decodeUnit, encodeUnit, unitOf } from './unit.ts';

const LIMIT = /^(ABN|CRIT|ABS)\.(HI|LO)(?:\.(PRE|POST|FAST|CASUAL|BED))?$/;

/** True for OBX-4 of a limit row. */
export const isLimitRow = (row: Segment): boolean => LIMIT.test(row.text(4));

const comparator = (side: Side, inclusive: Interval['inclusive']): string => {
  const mark = side === 'HI' ? '>' : '<';
  const includes = inclusive === 'both' || inclusive === (side === 'HI' ? 'high' : 'low');
  return includes ? `${mark}=` : mark;
};

const codeFields = (unit: UnitCode): Fields => {
  const coding = LOINC_FOR_UNIT[unit];
  return { 2: 'SN', 3: encodeCoding(coding, {}, findMeasureCode(coding)?.display) };
};

/** The rows of an order's limits: one a bound, the upper one first. */
export const encodeLimits = (order: Order): readonly Fields[] =>
  order.limits.flatMap((interval) =>
    (['HI', 'LO'] as const).flatMap((side) => {
      const bound = side === 'HI' ? interval.high : interval.low;
      if (bound === undefined) return [];
      return [
        {
          ...codeFields(order.unit),
          4: limitKey(interval.tier, side, interval.context),
          5: encodeStructured(comparator(side, interval.inclusive), bound),
          6: encodeUnit(order.unit),
        },
      ];
    }),
  );

/** The row that deletes a limit: its key and `""`. */
export const encodeLimitDeletion = (key: string, unit: UnitCode): Fields => ({ ...codeFields(unit), 4: key, 5: NULL });

/** One decoded bound, or a deletion (`bound` undefined). */
interface Bound {
  readonly row: Segment;
  readonly key: string;
  readonly tier: Interval['tier'];
  readonly side: Side;
  readonly context: MealContext | undefined;
  readonly inclusive: boolean;
  readonly bound: string | undefined;
  readonly unit: UnitCode | undefined;
}

const parseKey = (row: Segment): Pick<Bound, 'tier' | 'side' | 'context' | 'key'> => {
  const [key = '', label, side, suffix] = LIMIT.exec(row.text(4)) ?? [];
  const tier = (['reference', 'critical', 'absolute'] as const).find((name) => TIER_LABEL[name] === label);
  if (tier === undefined)
    return refuseHere('field-not-understood', row.place(4), `no such limit: ${row.text(4).slice(0, 40)}`);
  return {
    key,
    tier,
    side: side === 'HI' ? 'HI' : 'LO',
    context: MealContext.options.find((context) => MEAL_CONTEXT_V2[context] === suffix),
  };
};

const codeOf = (row: Segment, measure: Order['measure']): MeasureCode => {
  refuseTwoMeasures(row, 3);
  const coding = decodeMeasureCoding(row, 3, {});
  if (coding === undefined) return refuseHere('missing-element', row.place(3), 'a code');
  const known = findMeasureCode(coding);
  if (known === undefined) return refuseHere('unknown-code', row.place(3), 'not a code of a measure');
  if (known.measure === measure) return known;
  // A limit of another measure, unit and all: the fault is its unit, as it is where the order is sent over FHIR.
  const unit = unitOf(row);
  if (unit !== undefined && known.units.includes(unit))
    return refuseHere('limit-unit', row.place(6), `${unit} is no unit of ${measure}`);
  return refuseHere('bad-value', row.place(3), `not a code of ${measure}`);
};

const decodeBound = (row: Segment, measure: Order['measure']): Bound => {
  const key = parseKey(row);
  const code = codeOf(row, measure);
  if (row.isNull(5)) return { row, ...key, inclusive: false, bound: undefined, unit: undefined };
  if (row.text(2) !== 'SN') return refuseHere('field-not-understood', row.place(2), 'a limit is an SN');
  const { comparator: sign, number } = decodeStructured(row);
  const strict = key.side === 'HI' ? '>' : '<';
  if (sign !== strict && sign !== `${strict}=`) {
    return refuseHere('bad-value', row.place(5, 1), `${key.key} takes ${strict} or ${strict}=`);
  }
  const unit = decodeUnit(row, 'limit-unit');
  if (!code.units.includes(unit))
    return refuseHere('limit-unit', row.place(6), `${code.coding.code} is not given in ${unit}`);
  return { row, ...key, inclusive: sign.length === 2, bound: number, unit };
};

const inclusiveOf = (high: Bound | undefined, low: Bound | undefined): Interval['inclusive'] => {
  if (high?.inclusive === true) return low?.inclusive === true ? 'both' : 'high';
  return low?.inclusive === true ? 'low' : undefined;
};

const toInterval = (bounds: readonly Bound[]): Interval => {
  const [first, second, third] = bounds;
  if (first === undefined) throw new Error('an interval has a bound');
  const again = third ?? (first.side === second?.side ? second : undefined);
  if (again !== undefined)
    return refuseHere('limits-contradictory', again.row.place(4), `${again.key} is stated twice`);
  const high = bounds.find((bound) => bound.side === 'HI');
  const low = bounds.find((bound) => bound.side === 'LO');
  const inclusive = inclusiveOf(high, low);
  return {
    tier: first.tier,
    ...(low?.bound === undefined ? {} : { low: low.bound }),
    ...(high?.bound === undefined ? {} : { high: high.bound }),
    ...(inclusive === undefined ? {} : { inclusive }),
    ...(first.context === undefined ? {} : { context: first.context }),
  };
};

/** The first row of each interval that rows state, in the order in which {@link decodeLimits} gives them. */
export const firstRowsOf = (rows: readonly Segment[]): readonly Segment[] => {
  const stated = rows.filter((row) => isLimitRow(row) && !row.isNull(5));
  const byInterval = Map.groupBy(stated, (row) => row.text(4).replace(/\.(?:HI|LO)/, ''));
  return [...byInterval.values()].flatMap(([first]) => first ?? []);
};

/** What the limit rows of one message say. `unit` is undefined when no bound is stated. */
export interface DecodedLimits {
  readonly limits: Interval[];
  readonly unit: UnitCode | undefined;
  readonly deleted: readonly { readonly key: string; readonly row: Segment }[];
}

/**
 * Reads limit rows. Refusals, each at its row: `field-not-understood` (not an SN), `unknown-code`,
 * `bad-value` (not a number, a comparator for the other side, a code of another measure), `limit-unit`
 * (an unknown unit, one of another measure or that does not fit the code, or two in one order), `limits-contradictory` (a
 * bound stated twice, or stated and deleted).
 */
export const decodeLimits = (rows: readonly Segment[], measure: Order['measure']): DecodedLimits => {
  const bounds = rows.map((row) => decodeBound(row, measure));
  const stated = bounds.filter((bound) => bound.bound !== undefined);
  const unit = stated[0]?.unit;
  const other = stated.find((bound) => bound.unit !== unit);
  if (other !== undefined) return refuseHere('limit-unit', other.row.place(6), 'all limits of an order have one unit');
  const gone = bounds.filter((bound) => bound.bound === undefined);
  const kept = new Set(stated.map(({ key }) => key));
  const both = gone.find(({ key }) => kept.has(key));
  if (both !== undefined)
    return refuseHere('limits-contradictory', both.row.place(5), `${both.key} is stated and deleted`);
  const groups = Map.groupBy(stated, (bound) => `${bound.tier} ${bound.context ?? ''}`);
  return {
    limits: [...groups.values()].map(toInterval),
    unit,
    deleted: gone.map(({ key, row }) => ({ key, row })),
  };
};
