import { glucoseAmount } from '../../../contract/wire/gatt/glucose-measurement.ts';
import { wallTimeAt } from '../../../contract/wire/gatt/date-time.ts';
import {
  stepGlucoseServer,
  glucoseServer,
  type GlucoseServer,
  type MeterTraits,
  PLAIN_METER,
} from './glucose-server.ts';
import type { Host } from './link.ts';
import { meterMemory, stored } from '../glucometer/memory.ts';
import type { MeterRecord } from './meter-record.ts';

const FIRST_MS = Date.parse('2026-11-23T07:00:00Z');

export interface RecordOptions {
  readonly minute?: number;
  readonly mgDl?: number;
  readonly meal?: number;
  readonly offsetMinutes?: number;
}

/** A record `minute` minutes after the first. */
export function meterRecord(sequence: number, options: RecordOptions = {}): MeterRecord {
  const { minute = sequence, mgDl = 100 + (minute % 100), meal, offsetMinutes } = options;
  return {
    measurement: {
      sequence,
      baseTime: wallTimeAt(FIRST_MS + minute * 60_000),
      ...(offsetMinutes === undefined ? {} : { offsetMinutes }),
      concentration: { ...glucoseAmount(String(mgDl), 'mg/dL'), type: 1, location: 1 },
      contextFollows: meal !== undefined,
    },
    ...(meal === undefined ? {} : { context: { sequence, meal } }),
  };
}

export const meterWith = (
  records: readonly MeterRecord[],
  traits: Partial<MeterTraits> = {},
  capacity = 1000,
): Host<GlucoseServer> => ({
  state: glucoseServer(meterMemory(capacity, records), { ...PLAIN_METER, ...traits }),
  step: stepGlucoseServer,
});

/** The meter measures, also while it is connected. */
export function measure(meter: Host<GlucoseServer>, record: MeterRecord): void {
  meter.state = { ...meter.state, memory: stored(meter.state.memory, record) };
}

export function clear(meter: Host<GlucoseServer>): void {
  meter.state = { ...meter.state, memory: meterMemory(meter.state.memory.capacity) };
}
