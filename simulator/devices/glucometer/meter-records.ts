import type { Device } from '../../../contract/domain/index.ts';
import { MINUTE_MS, offsetMinutes, type EpochMs } from '../../clock.ts';
import type { DeviceRecord, DeviceStatus, Sampling, StreamOf } from '../../layers.ts';

import { batteryOf } from './battery.ts';
import { displayed } from './display.ts';
import { measuredMgDl } from './error-model.ts';
import { typedIn } from './manual-entry.ts';
import { meterClock } from './meter-clock.ts';
import type { MeterModel } from './meter-model.ts';
import { stripsOf } from './strips.ts';

/** Where and when a meter is used, and the streams of this meter of this patient. */
export interface MeterSetting {
  readonly device: Device;
  readonly zone: string;
  readonly startMs: EpochMs;
  readonly streamOf: StreamOf;
}

type Draft = { -readonly [K in keyof DeviceRecord]: DeviceRecord[K] };

/** A clock runs on between the seconds that it shows and that a record keeps. */
const inWholeSeconds = (ms: EpochMs): EpochMs => ms - (((ms % 1000) + 1000) % 1000);

const SEQUENCE_SPACE = 65_536;
/** Tests that were made with the meter before the run. */
const MOST_BEFORE = 400;
const BATTERY_LOW: readonly DeviceStatus[] = Object.freeze(['battery-low'] as const);

/**
 * What a meter stores of what is put on its strips, in that order, one by one. The error of a test is
 * keyed by its instant, so that a test more or less changes no other's but by its place in the lot of strips.
 */
export function* meterRecords(
  model: MeterModel,
  samplings: Iterable<Sampling>,
  { device, zone, startMs, streamOf }: MeterSetting,
): Generator<DeviceRecord> {
  const meterBias = streamOf('meter-bias').normal(0, model.error.meterBiasSdPercent);
  const strips = stripsOf(model.strips, model.error.lotBiasSdPercent, streamOf);
  const battery = batteryOf(model.battery, startMs, streamOf);
  const clock = meterClock(model.clock, startMs, offsetMinutes(startMs, zone), streamOf);
  let sequenceNumber = streamOf('first-sequence').int(MOST_BEFORE);
  let batteries = 0;

  for (const { atMs, presented, specimen, mealContext, truth } of samplings) {
    const utcOffset = offsetMinutes(atMs, zone);
    const changes = battery.changes(atMs);
    if (changes !== batteries) clock.batteryChanged(atMs, utcOffset);
    batteries = changes;
    const { lotBiasPercent, failed } = strips.use();
    if (failed) continue;

    const random = streamOf('error', atMs);
    const measured = measuredMgDl(presented, model.error, meterBias + lotBiasPercent, random);
    const shown = displayed(measured, model.unit, model.range);
    const { wallMs, offsetMinutes: clockOffset } = clock.read(atMs, utcOffset);
    const record: Draft = {
      shownMs: inWholeSeconds(wallMs) - utcOffset * MINUTE_MS,
      offsetMinutes: utcOffset,
      result: model.entry === 'by-hand' ? typedIn(shown, model.unit, random) : shown,
      unit: model.unit,
      device,
      sequenceNumber,
      truth,
    };
    sequenceNumber = (sequenceNumber + 1) % SEQUENCE_SPACE;
    if (clockOffset !== 0) record.clockOffsetMinutes = clockOffset;
    if (model.marksMeals && mealContext !== undefined) record.mealContext = mealContext;
    if (model.marksControl && specimen === 'control') record.control = true;
    if (model.entry === 'by-hand') record.userEntered = true;
    if (battery.isLow(atMs)) record.status = BATTERY_LOW;
    yield record;
  }
}
