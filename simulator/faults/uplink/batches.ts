import type { EpochMs } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';

/** Deliveries that leave together. */
export type Batch = readonly Delivery[];

/** A batch is cut here, so that none is held of any length. The most that a device's memory holds (realism 9.3). */
const MOST_IN_BATCH = 1000;

/** Deliveries by their batch; looks one delivery ahead. */
export function* batchesOf(items: Iterable<Delivery>): Generator<Batch> {
  let open: Delivery[] = [];
  for (const item of items) {
    const [first] = open;
    if (first !== undefined && (first.batch !== item.batch || open.length >= MOST_IN_BATCH)) {
      yield open;
      open = [];
    }
    open.push(item);
  }
  if (open.length > 0) yield open;
}

/** Batches as deliveries, numbered from 0 in the order in which they leave. What has its number already stays the same object. */
export function* numbered(batches: Iterable<Batch>): Generator<Delivery> {
  let batch = 0;
  for (const deliveries of batches) {
    for (const delivery of deliveries) yield delivery.batch === batch ? delivery : { ...delivery, batch };
    if (deliveries.length > 0) batch++;
  }
}

export const sentMsOf = (batch: Batch): EpochMs => batch[0]?.sentMs ?? 0;

/** The same, leaving at another time. */
export const sentAt = (delivery: Delivery, sentMs: EpochMs): Delivery =>
  delivery.sentMs === sentMs ? delivery : { ...delivery, sentMs };
