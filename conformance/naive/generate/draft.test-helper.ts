import type { Order, Reading } from '../../../contract/domain/index.ts';
import type { Act } from '../../history/lines.ts';
import { type Instant, MINUTE } from '../instant.test-helper.ts';
import type { World } from '../world.test-helper.ts';
import { localText } from './names.test-helper.ts';
import type { Picks } from './plan.test-helper.ts';
import type { Theme } from './theme.test-helper.ts';

/** A history in the making, as it is before a move. */
export interface Draft {
  readonly theme: Theme;
  readonly picks: Picks;
  /** When the move takes effect. */
  readonly now: Instant;
  /** What the system has become by then. */
  readonly world: World;
  /** Everything that was submitted before. */
  readonly past: readonly Act[];
}

export const readingsIn = (draft: Draft): Reading[] =>
  draft.past.flatMap((a) => (a.op === 'reading.submit' ? [a.reading] : []));

export const ordersIn = (draft: Draft): Order[] =>
  draft.past.flatMap((a) => (a.op === 'order.submit' || a.op === 'order.change' ? [a.order] : []));

/** So many minutes after now, in UTC. */
export const inMinutes = (draft: Draft, minutes: number): string => localText(draft.now + BigInt(minutes) * MINUTE, 0);
