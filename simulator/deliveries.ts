import type { Delivery } from './layers.ts';
import type { SimulatedReading } from './simulated-reading.ts';

/** Readings as a phone without a moment's delay hands them in: each alone, when it was measured, once. */
export function* atOnce(readings: Iterable<SimulatedReading>): Generator<Delivery> {
  let batch = 0;
  for (const { reading, truth } of readings) {
    yield { sentMs: truth.trueTimeMs, batch, act: 'submit', version: 1, reading, truth };
    batch++;
  }
}

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
