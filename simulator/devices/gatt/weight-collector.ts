import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { hexOf } from '../../../contract/wire/gatt/hex.ts';
import { PacketProblem } from '../../../contract/wire/gatt/problem.ts';
import { decodeWeightMeasurement, type WeightMeasurement } from '../../../contract/wire/gatt/weight-measurement.ts';
import { failureOf, type Client, type ClientAct } from './client.ts';

/** What a phone remembers of one scale: the packet that came last, because that one alone can come twice. */
export interface WeightLog {
  lastHex: string | undefined;
  /** The last packet that could not be read, and how often it came. */
  bad: { readonly hex: string; readonly sightings: number };
}

export const weightLog = (): WeightLog => ({ lastHex: undefined, bad: { hex: '', sightings: 0 } });

const INDICATE = 2;
/** Far more than a scale stores. */
const MOST_PACKETS = 10_000;

/**
 * One session of a phone with one scale: takes what the scale indicates until it is silent. A packet is handed over before
 * it is confirmed; where the confirmation was lost, the scale sends it again, and it is known by its bytes. That needs a time
 * stamp: of two equal weighings without one, the second is taken for the first.
 */
export function* collectWeights(log: WeightLog): Client<WeightMeasurement> {
  const failure = failureOf(
    yield { kind: 'configure', characteristic: CHARACTERISTIC.weightMeasurement, value: INDICATE },
  );
  if (failure !== undefined) return failure;
  for (let packets = 0; packets < MOST_PACKETS; packets++) {
    const event = yield { kind: 'wait' };
    if (event.kind === 'silence') return { kind: 'complete' };
    if (event.kind === 'lost') return { kind: 'lost' };
    if (event.kind !== 'indication' || event.characteristic !== CHARACTERISTIC.weightMeasurement) continue;
    const hex = hexOf(event.value);
    if (hex !== log.lastHex) {
      const act = actFor(event.value, hex, log);
      if (act === undefined) return { kind: 'gaps' };
      yield act;
    }
    log.lastHex = hex;
    const confirmed = failureOf(yield { kind: 'confirm' });
    if (confirmed !== undefined) return confirmed;
  }
  return { kind: 'refused', why: 'weighings without end' };
}

/** A packet that comes damaged in the same way so often was not damaged under way: the scale has it like that. */
const SIGHTINGS_OF_A_BAD_PACKET = 3;

/**
 * Undefined: damaged, so it is not confirmed and comes again in the next session. A scale does so for ever, so one that stays as
 * it is has to be confirmed in the end.
 */
function actFor(value: Uint8Array, hex: string, log: WeightLog): ClientAct<WeightMeasurement> | undefined {
  try {
    return { kind: 'keep', record: decodeWeightMeasurement(value) };
  } catch (error) {
    if (!(error instanceof PacketProblem)) throw error;
    log.bad = { hex, sightings: log.bad.hex === hex ? log.bad.sightings + 1 : 1 };
    return log.bad.sightings < SIGHTINGS_OF_A_BAD_PACKET ? undefined : { kind: 'set-aside', hex, reason: error.reason };
  }
}
