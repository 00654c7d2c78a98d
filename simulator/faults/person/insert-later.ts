import type { EpochMs } from '../../clock.ts';
import type { Sampling } from '../../layers.ts';

/** More than a person could do in between; a source that asks for more loses the latest. */
const MOST_WAITING = 16;

/**
 * Passes samplings on and puts others between them in order of time: `each` returns what becomes of an
 * item and may hand over others for later. What would come at `endMs` or after is not done any more.
 */
export function* insertLater(
  items: Iterable<Sampling>,
  endMs: EpochMs,
  each: (item: Sampling, later: (added: Sampling) => void) => Sampling,
): Generator<Sampling> {
  const waiting: Sampling[] = [];
  const later = (added: Sampling): void => {
    if (added.atMs >= endMs || waiting.length >= MOST_WAITING) return;
    const place = waiting.findIndex(({ atMs }) => atMs > added.atMs);
    waiting.splice(place === -1 ? waiting.length : place, 0, added);
  };
  for (const item of items) {
    for (let first = waiting[0]; first !== undefined && first.atMs < item.atMs; first = waiting[0]) {
      yield first;
      waiting.shift();
    }
    yield each(item, later);
  }
  yield* waiting;
}
