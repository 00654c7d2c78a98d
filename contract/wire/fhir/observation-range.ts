import type { AppliedRange } from '../../domain/reading.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept } from './concept.ts';
import type { Cursor } from './cursor.ts';
import { extensionOf } from './extension.ts';
import { fhirTime, readInstant } from './instant.ts';
import { mealContextConcept, readMealContext } from './limits.ts';
import { LIMITS_EFFECTIVE_FROM } from './order.ts';
import { quantity, readShownQuantity } from './quantity.ts';

const RANGE_CATEGORY = 'http://hl7.org/fhir/observation-range-category';

/** One applied interval: its tier as `type`, its meal context as `appliesTo`, the version's instant as extension. */
export const encodeRange = (range: AppliedRange): JsonObject => ({
  ...(range.limitFrom === undefined
    ? {}
    : { extension: [{ url: LIMITS_EFFECTIVE_FROM, valueDateTime: fhirTime(range.limitFrom) }] }),
  ...compact({
    low: range.low === undefined ? undefined : quantity(range.low, range.unit),
    high: range.high === undefined ? undefined : quantity(range.high, range.unit),
  }),
  type: concept(RANGE_CATEGORY, range.tier),
  ...(range.context === undefined ? {} : { appliesTo: [mealContextConcept(range.context)] }),
});

/** None for a range that is of no tier or has no bound: it was not one of ours. */
export const decodeRange = (at: Cursor): AppliedRange[] => {
  const tier = codeIn(at.get('type'), RANGE_CATEGORY);
  if (tier !== 'reference' && tier !== 'critical') return [];
  const bound = (side: 'low' | 'high') => (at.get(side).present ? readShownQuantity(at.get(side)) : undefined);
  const [low, high] = [bound('low'), bound('high')];
  const unit = low?.unit ?? high?.unit;
  if (unit === undefined) return [];
  const from = extensionOf(at, LIMITS_EFFECTIVE_FROM);
  const context = at.get('appliesTo').list()[0];
  return [
    compact({
      tier: tier as 'reference' | 'critical',
      unit,
      low: low?.value,
      high: high?.value,
      context: context === undefined ? undefined : readMealContext(context),
      limitFrom: from === undefined ? undefined : readInstant(from.get('valueDateTime')),
    }),
  ];
};
