import type { Stretch } from './cohort/shard.ts';
import { batches } from './deliveries.ts';
import type { Fleet } from './fleet.ts';
import type { Lost } from './layers.ts';
import { lostLine, truthLine } from './formats/truth.ts';

/** A piece of a fleet's text, and of the truth behind it. */
export interface Piece {
  readonly text: string;
  /** Empty unless asked for. */
  readonly truth: string;
  /** Deliveries in it, and patients that it ends. */
  readonly deliveries: number;
  readonly patients: number;
}

/** Characters after which a piece is handed on: large enough to be cheap, small enough to hold many. */
const ENOUGH = 65_536;

/**
 * The text of a stretch of a fleet in pieces, without header and footer. The pieces end anywhere; put together
 * they are the same however the fleet is cut into stretches.
 */
export function* pieces(fleet: Fleet, stretch: Stretch, withTruth: boolean): Generator<Piece> {
  let [text, truth, deliveries, patients] = ['', '', 0, 0];
  const piece = (): Piece => {
    const made = { text, truth, deliveries, patients };
    [text, truth, deliveries, patients] = ['', '', 0, 0];
    return made;
  };
  const lost = (sample: Lost): void => {
    truth += lostLine(sample);
  };
  for (const patient of fleet.patients(stretch, withTruth ? { lost } : {})) {
    const writer = fleet.format.open(patient.who);
    text += writer.begin?.() ?? '';
    for (const batch of batches(patient.deliveries)) {
      text += writer.batch(batch);
      if (withTruth) for (const delivery of batch) truth += truthLine(delivery);
      deliveries += batch.length;
      if (text.length + truth.length >= ENOUGH) yield piece();
    }
    text += writer.end?.() ?? '';
    patients++;
    if (text.length + truth.length >= ENOUGH) yield piece();
  }
  if (text !== '' || truth !== '' || patients > 0) yield piece();
}
