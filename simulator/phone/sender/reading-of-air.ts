import { CONTROL_SOLUTION, LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import type { WeightScaleFeature } from '../../../contract/wire/gatt/weight-feature.ts';
import type { WeightMeasurement } from '../../../contract/wire/gatt/weight-measurement.ts';
import { MINUTE_MS } from '../../clock.ts';
import { measuredOfMeterRecord } from '../../devices/gatt/glucose-record.ts';
import { type MeterRecord, userFacing } from '../../devices/gatt/meter-record.ts';
import { wallMs } from '../../../contract/wire/gatt/date-time.ts';
import { measuredOfWeight } from '../../devices/gatt/weight-record.ts';
import { offsetInstantText } from '../instant-text.ts';
import { offsetMsAt } from '../../zone-offsets.ts';

/** System of the identifiers that this sender makes. */
export const SENDER_READINGS = 'urn:example:sender:readings';
/** FHIR's system for an EUI-64. */
const EUI_64 = 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680';

/** What the phone knows where a packet is silent. */
export interface AirPlace {
  readonly patient: Identifier;
  /** Eight pairs with hyphens. */
  readonly eui64: string;
  readonly zone: string;
  /** Platform time, for a device without a clock. */
  readonly nowMs: number;
}

/** How far the zone was ahead when its clocks showed this, minutes. */
function offsetOfWall(localMs: number, zone: string): number {
  const guess = offsetMsAt(localMs - offsetMsAt(localMs, zone), zone);
  return guess / MINUTE_MS;
}

const compact = (wallTime: string): string => wallTime.replaceAll(/[-:]/g, '');
const nameOf = (eui64: string, sequence: number, wallTime: string): Identifier => ({
  system: SENDER_READINGS,
  value: `${eui64.replaceAll('-', '')}-${sequence}-${compact(wallTime)}`,
});

/** Throws a PacketProblem where the record is no home measurement, or at no known time. */
export function glucoseOfAir(record: MeterRecord, { patient, eui64, zone }: AirPlace): Reading {
  const { sequence, baseTime } = record.measurement;
  const phoneOffsetMinutes = offsetOfWall(wallMs(userFacing(record.measurement)), zone);
  const measured = measuredOfMeterRecord(record, { phoneOffsetMinutes });
  return {
    identifier: nameOf(eui64, sequence, baseTime),
    patient,
    measure: 'glucose',
    code: measured.control === true ? CONTROL_SOLUTION : LOINC_FOR_UNIT[measured.unit],
    status: 'final',
    effective: offsetInstantText(measured.shownMs, measured.offsetMinutes),
    result: measured.result,
    device: { system: EUI_64, value: eui64 },
    ...(measured.mealContext === undefined ? {} : { mealContext: measured.mealContext }),
    sequenceNumber: sequence,
  };
}

/** `feature` says how many decimals the scale shows. */
export function weightOfAir(
  weighing: WeightMeasurement,
  feature: WeightScaleFeature,
  { patient, eui64, zone, nowMs }: AirPlace,
): Reading {
  const local = weighing.time === undefined ? nowMs + offsetMsAt(nowMs, zone) : wallMs(weighing.time);
  const phoneOffsetMinutes = offsetOfWall(local, zone);
  const measured = measuredOfWeight(weighing, { phoneOffsetMinutes, arrivedMs: nowMs, feature });
  return {
    identifier: nameOf(eui64, 0, weighing.time ?? new Date(local).toISOString().slice(0, 19)),
    patient,
    measure: 'weight',
    code: LOINC_FOR_UNIT[measured.unit],
    status: 'final',
    effective: offsetInstantText(measured.shownMs, measured.offsetMinutes),
    result: measured.result,
    device: { system: EUI_64, value: eui64 },
  };
}
