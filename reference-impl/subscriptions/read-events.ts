import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import type { Kept } from '../store/documents.ts';
import { BOUNDS } from './bounds.ts';
import type { EventRange, Subscription, SubscriptionEvent } from './subscription.ts';
import type { SubscriptionTable } from './table.ts';

interface EventsFound {
  readonly stored: Kept<Subscription>;
  readonly last: number;
  readonly events: readonly SubscriptionEvent[];
}

/** Events again, as they were and by the same numbers, so many at once. Those no longer kept are said to be. */
export const readEvents = (
  table: SubscriptionTable,
  stored: Kept<Subscription>,
  { since, until }: EventRange,
): Outcome<EventsFound> => {
  const { last } = table.progressOf(stored.seq);
  const oldest = table.oldest(stored.seq) ?? last + 1;
  const from = Math.max(1, since ?? oldest);
  const to = Math.min(until ?? last, last);
  if (from < oldest && from <= to)
    return refuse('not-found', undefined, `events before number ${oldest} of ${last} are no longer kept`);
  return accept({ stored, last, events: table.events(stored.seq, from, to, BOUNDS.perAnswer) });
};
