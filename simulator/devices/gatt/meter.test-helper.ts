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
import { stored, type MeterMemory, type MeterRecord } from './meter-memory.ts';

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

export const meterWith = (memory: MeterMemory, traits: Partial<MeterTraits> = {}): Host<GlucoseServer> => ({
  state: glucoseServer(memory, { ...PLAIN_METER, ...traits }),
  step: stepGlucoseServer,
});

/** The meter measures, also while it is connected. */
export function measure(meter: Host<GlucoseServer>, record: MeterRecord, capacity = 1000): void {
  meter.state = { ...meter.state, memory: stored(meter.state.memory, record, capacity) };
}

export function clear(meter: Host<GlucoseServer>): void {
  meter.state = { ...meter.state, memory: [] };
}
