import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { decodeGlucoseContext } from '../../../contract/wire/gatt/glucose-context.ts';
import { decodeGlucoseMeasurement, type GlucoseMeasurement } from '../../../contract/wire/gatt/glucose-measurement.ts';
import { hexOf } from '../../../contract/wire/gatt/hex.ts';
import { PacketProblem } from '../../../contract/wire/gatt/problem.ts';
import type { ServerPacket } from './att.ts';
import type { ClientAct } from './client.ts';
import { keyOfMeasurement, type CollectorLog, type RecordKey } from './collector-log.ts';
import type { MeterRecord } from './meter-record.ts';

type Act = ClientAct<MeterRecord>;

/** A packet that comes damaged in the same way so often was not damaged under way: the meter has it like that. */
const SIGHTINGS_OF_A_BAD_RECORD = 3;

/** Puts measurements and their contexts together, hands each record over once, and knows what came. */
export class Intake {
  /** Of the request that runs: every record that came whole. */
  got = new Map<string, RecordKey>();
  /** The record that came last. */
  latest: RecordKey | undefined;
  /** A meter without contexts says that one follows where it has none to send. */
  expectsContext = true;
  readonly #log: CollectorLog;
  readonly #sightings = new Map<string, number>();
  #awaited: GlucoseMeasurement | undefined;

  constructor(log: CollectorLog) {
    this.#log = log;
  }

  /** What is to be done about a notification. */
  receive({ characteristic, value }: ServerPacket): readonly Act[] {
    try {
      if (characteristic === CHARACTERISTIC.glucoseMeasurement) return this.#measurement(value);
      if (characteristic === CHARACTERISTIC.glucoseContext) return this.#context(value);
      return [];
    } catch (error) {
      if (!(error instanceof PacketProblem)) throw error;
      return characteristic === CHARACTERISTIC.glucoseMeasurement ? this.#damaged(value, error) : [];
    }
  }

  #measurement(value: Uint8Array): readonly Act[] {
    this.#awaited = undefined;
    const measurement = decodeGlucoseMeasurement(value);
    if (!measurement.contextFollows || !this.expectsContext) return this.#whole({ measurement });
    this.#awaited = measurement;
    return [];
  }

  /** A context belongs to the measurement right before it, or to one that was lost: then it is of no use. */
  #context(value: Uint8Array): readonly Act[] {
    const measurement = this.#awaited;
    this.#awaited = undefined;
    const context = decodeGlucoseContext(value);
    return measurement?.sequence === context.sequence ? this.#whole({ measurement, context }) : [];
  }

  #whole(record: MeterRecord): readonly Act[] {
    const key = keyOfMeasurement(record.measurement);
    for (const [other, { sequence }] of this.got) {
      if (isRaw(other) && sequence === key.sequence) this.got.delete(other);
    }
    return this.#came(key) ? [{ kind: 'keep', record }] : [];
  }

  #damaged(value: Uint8Array, problem: PacketProblem): readonly Act[] {
    this.#awaited = undefined;
    const hex = hexOf(value);
    const sightings = (this.#sightings.get(hex) ?? 0) + 1;
    this.#sightings.set(hex, sightings);
    if (sightings < SIGHTINGS_OF_A_BAD_RECORD) return [];
    const [, low, high] = value;
    const sequence = low === undefined || high === undefined ? undefined : low + high * 256;
    return this.#came({ key: rawKey(hex), sequence }) ? [{ kind: 'set-aside', hex, reason: problem.reason }] : [];
  }

  #came(record: RecordKey): boolean {
    this.latest = record;
    this.got.set(record.key, record);
    return this.#log.add(record.key);
  }
}

const RAW = 'raw ';
const rawKey = (hex: string): string => `${RAW}${hex}`;
const isRaw = (key: string): boolean => key.startsWith(RAW);
