import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Criterion } from './subscription.ts';

const valueOf = (item: InboxItem, parameter: Criterion['parameter']): string => {
  if (parameter === 'code') return item.kind;
  return keyOf(parameter === 'owner' ? item.recipient : item.patient);
};

/** Whether an item meets every condition; without any, each item does. Source: bindings, SubscriptionTopic/inbox-item. */
export const fits = (criteria: readonly Criterion[], item: InboxItem): boolean =>
  criteria.every(({ parameter, anyOf }) => anyOf.includes(valueOf(item, parameter)));
