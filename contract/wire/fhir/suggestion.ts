import type { Order } from '../../domain/order.ts';
import type { ChangeRule } from '../../domain/rule.ts';
import type { JsonObject } from '../json/lossless.ts';
import { encodeLimits } from './limits.ts';
import { duration, quantity } from './quantity.ts';

/** Limits, and change rules, that a clinician may take over, and where they come from. */
export interface SuggestedLimits extends Pick<Order, 'unit' | 'precision'> {
  readonly limits: readonly Order['limits'][number][];
  readonly rules: readonly ChangeRule[];
  readonly source: { readonly citation: string; readonly url: string };
}

/** A rule by the names of the parts that it has in an order: an ObservationDefinition has no place for it. */
const rulePart = ({ kind, direction, amount, window, boundary }: ChangeRule): JsonObject => ({
  name: 'rule',
  part: [
    { name: 'kind', valueCode: kind },
    { name: 'direction', valueCode: direction },
    { name: 'amount', valueQuantity: quantity(amount.value, amount.unit) },
    { name: 'window', valueDuration: duration(window) },
    { name: 'boundary', valueCode: boundary },
  ],
});

const suggestion = ({ limits, rules, source, ...unit }: SuggestedLimits): JsonObject => {
  const { id: _, ...definition } = encodeLimits({ ...unit, limits: [...limits] });
  return {
    name: 'suggestion',
    part: [
      { name: 'limits', resource: definition },
      ...rules.map(rulePart),
      { name: 'source', valueRelatedArtifact: { type: 'citation', citation: source.citation, url: source.url } },
    ],
  };
};

/** Answer of `$suggested-limits`; empty where no guideline is known. */
export const encodeSuggestions = (suggestions: readonly SuggestedLimits[]): JsonObject => ({
  resourceType: 'Parameters',
  ...(suggestions.length === 0 ? {} : { parameter: suggestions.map(suggestion) }),
});
