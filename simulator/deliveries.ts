import type { Delivery } from './layers.ts';

/** The longest batch that is kept together; one that is longer is cut, so that memory stays bounded. */
export const MOST_TOGETHER = 500;

/** Deliveries that leave together, in their order. */
export function* batches(deliveries: Iterable<Delivery>): Generator<readonly Delivery[]> {
  let together: Delivery[] = [];
  for (const delivery of deliveries) {
    const [first] = together;
    if (first !== undefined && (first.batch !== delivery.batch || together.length === MOST_TOGETHER)) {
      yield together;
      together = [];
    }
    together.push(delivery);
  }
  if (together.length > 0) yield together;
}
