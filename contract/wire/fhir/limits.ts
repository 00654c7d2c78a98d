import { structureDefinition, SYSTEM } from '../../codes/canonical.ts';
import { findMeasureCode, LOINC_FOR_UNIT, MEAL_CONTEXT_MDC, MEASURE_OF_UNIT } from '../../codes/measures.ts';
import { type Interval, Tier } from '../../domain/limit.ts';
import type { MealContext, Measure } from '../../domain/measure.ts';
import type { Order } from '../../domain/order.ts';
import { UnitCode } from '../../domain/quantity.ts';
import { compact } from '../json/compact.ts';
import { JsonNumber, type JsonObject } from '../json/lossless.ts';
import { codeIn, concept, readCodings } from './concept.ts';
import { type Cursor, fail } from './cursor.ts';
import { quantity, readQuantity } from './quantity.ts';
import { refuseStrangers } from './strangers.ts';

export const INCLUSIVE_LIMIT = structureDefinition('inclusive-limit');
/** Local id of the contained ObservationDefinition. */
export const LIMITS_ID = 'limits';

export const mealContextConcept = (context: MealContext): JsonObject => concept(SYSTEM.mdc, MEAL_CONTEXT_MDC[context]);
/** The meal context of an MDC coding, or undefined for any other. */
export const readMealContext = (at: Cursor): MealContext | undefined => {
  const code = codeIn(at, SYSTEM.mdc);
  return (Object.keys(MEAL_CONTEXT_MDC) as MealContext[]).find((c) => MEAL_CONTEXT_MDC[c] === code);
};

const encodeInterval = (interval: Interval, unit: UnitCode): JsonObject => ({
  ...(interval.inclusive === undefined
    ? {}
    : { modifierExtension: [{ url: INCLUSIVE_LIMIT, valueCode: interval.inclusive }] }),
  ...(interval.context === undefined ? {} : { context: mealContextConcept(interval.context) }),
  category: interval.tier,
  range: compact({
    low: interval.low === undefined ? undefined : quantity(interval.low, unit),
    high: interval.high === undefined ? undefined : quantity(interval.high, unit),
  }),
});

/** The ObservationDefinition that an order contains: unit, precision and every interval. */
export const encodeLimits = (order: Pick<Order, 'unit' | 'precision' | 'limits'>): JsonObject => ({
  resourceType: 'ObservationDefinition',
  id: LIMITS_ID,
  code: concept(LOINC_FOR_UNIT[order.unit].system, LOINC_FOR_UNIT[order.unit].code),
  permittedDataType: ['Quantity'],
  quantitativeDetails: {
    unit: concept(SYSTEM.ucum, order.unit),
    ...(order.precision === undefined ? {} : { decimalPrecision: new JsonNumber(String(order.precision)) }),
  },
  ...(order.limits.length === 0
    ? {}
    : { qualifiedInterval: order.limits.map((interval) => encodeInterval(interval, order.unit)) }),
});

/** Elements of R4's qualifiedInterval that narrow to whom it applies; passing over them would widen it. */
const NARROWING = ['appliesTo', 'gender', 'age', 'gestationalAge', 'condition'];

/** At most one `inclusive-limit`: of two, one bound would not be what was written. */
const readInclusive = (at: Cursor): Interval['inclusive'] => {
  const [only, second] = at.get('modifierExtension').list();
  if (only === undefined) return undefined;
  if (second !== undefined) fail('field-not-understood', second.path, 'inclusive-limit is given twice');
  const stray = Object.keys(only.object()).find((name) => name !== 'url' && name !== 'valueCode');
  if (stray !== undefined) fail('field-not-understood', `${only.path}.${stray}`, 'expected valueCode');
  return only.get('valueCode').oneOf<'low' | 'high' | 'both'>(['low', 'high', 'both']);
};

const decodeInterval = (at: Cursor, unit: UnitCode): Interval => {
  refuseStrangers(at, 'qualifiedInterval');
  refuseStrangers(at.get('range'), 'range');
  for (const name of NARROWING) if (at.get(name).present) fail('field-not-understood', `${at.path}.${name}`);
  const bound = (side: 'low' | 'high'): string | undefined => {
    const end = at.get('range').get(side);
    if (!end.present) return undefined;
    const { value, unit: own } = readQuantity(end, 'limit-unit');
    if (own !== unit) fail('limit-unit', `${end.path}.code`, `expected ${unit}`);
    return value;
  };
  const [low, high] = [bound('low'), bound('high')];
  if (low === undefined && high === undefined) fail('missing-element', `${at.path}.range`, 'neither low nor high');
  const inclusive = readInclusive(at);
  const context = at.get('context').present ? readMealContext(at.get('context')) : undefined;
  if (at.get('context').present && context === undefined) fail('field-not-understood', `${at.path}.context`);
  return compact({ tier: at.get('category').oneOf(Tier.options), low, high, inclusive, context });
};

const readLimitUnit = (at: Cursor, measure: Measure): UnitCode => {
  const code = codeIn(at, SYSTEM.ucum);
  if (!at.present) fail('missing-element', at.path);
  const unit = UnitCode.safeParse(code);
  if (!unit.success || MEASURE_OF_UNIT[unit.data] !== measure) fail('limit-unit', at.path, code ?? 'no UCUM code');
  return unit.data;
};

/** Unit, precision and intervals of the contained ObservationDefinition. That a limit exists at all is the order's concern. */
export const decodeLimits = (at: Cursor, measure: Measure): Pick<Order, 'unit' | 'precision' | 'limits'> => {
  refuseStrangers(at, 'ObservationDefinition');
  refuseStrangers(at.get('quantitativeDetails'), 'quantitativeDetails');
  const codes = readCodings(at.get('code'));
  if (codes.length > 0 && !codes.some((c) => findMeasureCode(c)?.measure === measure)) {
    fail('bad-value', `${at.path}.code`, `not a code of ${measure}`);
  }
  const details = at.get('quantitativeDetails');
  const unit = readLimitUnit(details.get('unit'), measure);
  const precision = details.get('decimalPrecision');
  return compact({
    unit,
    precision: precision.present ? precision.integer(0, 3) : undefined,
    limits: at
      .get('qualifiedInterval')
      .list()
      .map((interval) => decodeInterval(interval, unit)),
  });
};
