import type { Reading } from '../../contract/domain/index.ts';
import { CHARACTERISTIC, type Characteristic } from '../../contract/wire/gatt/characteristics.ts';
import { encodeGlucoseContext } from '../../contract/wire/gatt/glucose-context.ts';
import { encodeGlucoseMeasurement } from '../../contract/wire/gatt/glucose-measurement.ts';
import { hexOf } from '../../contract/wire/gatt/hex.ts';
import { PacketProblem } from '../../contract/wire/gatt/problem.ts';
import { encodeWeightMeasurement } from '../../contract/wire/gatt/weight-measurement.ts';
import { meterRecordOf } from '../devices/gatt/glucose-record.ts';
import { measuredOf, type Measured } from '../devices/gatt/measured.ts';
import { weightMeasurementOf } from '../devices/gatt/weight-record.ts';
import type { Delivery, DeviceRecord } from '../layers.ts';
import { METER_READINGS_SYSTEM } from '../simulated-reading.ts';
import { eachDelivery } from './format.ts';
import { sentText } from './sent.ts';
import { truthJson } from './truth.ts';

/** A value of a characteristic as it is on the air. */
export interface AirPacket {
  readonly characteristic: Characteristic;
  readonly value: Uint8Array;
}

const isWeight = ({ unit }: Measured): boolean => unit !== 'mg/dL' && unit !== 'mmol/L';

/** The packets that tell a record: one of a weighing, one or two of a glucose test. Throws a PacketProblem where no packet is exactly it. */
export function packetsOf(measured: Measured): readonly AirPacket[] {
  if (isWeight(measured)) {
    const value = encodeWeightMeasurement(weightMeasurementOf(measured));
    return [{ characteristic: CHARACTERISTIC.weightMeasurement, value }];
  }
  const { measurement, context } = meterRecordOf(measured);
  const first = { characteristic: CHARACTERISTIC.glucoseMeasurement, value: encodeGlucoseMeasurement(measurement) };
  if (context === undefined) return [first];
  return [first, { characteristic: CHARACTERISTIC.glucoseContext, value: encodeGlucoseContext(context) }];
}

/** Keys come before the ground truth, so that a reader can stop there. */
const linesOf = (packets: readonly AirPacket[], device: string, more: string, truth: string): string =>
  packets
    .map(
      ({ characteristic, value }) =>
        `{"characteristic":"${characteristic}","hex":"${hexOf(value)}","device":${JSON.stringify(device)}${more},"truth":${truth}}\n`,
    )
    .join('');

/** A device's record as lines of JSON, one a packet, with its ground truth. */
export const gattLines = (record: DeviceRecord): string =>
  linesOf(packetsOf(record), record.device.identifier.value, '', truthJson(record));

const NO_NUMBER = { kind: 'absent', reason: 'error' } as const;

/** What no packet can hold exactly (poison, more digits than the field has) is told as a failed measurement, NaN. */
function packetsOrFailure(measured: Measured): readonly AirPacket[] {
  try {
    return packetsOf(measured);
  } catch (error) {
    if (!(error instanceof PacketProblem)) throw error;
    return packetsOf({ ...measured, result: NO_NUMBER });
  }
}

/** What the device says, its own state included; where the delivery is poisoned, the number in place of the reading's. */
function saidOf({ poison, reading, deviceStatus }: Delivery): Measured {
  const measured = { ...measuredOf(reading), ...(deviceStatus === undefined ? {} : { status: deviceStatus }) };
  if (poison === undefined) return measured;
  return { ...measured, result: { kind: 'value', quantity: { value: poison, unit: measured.unit } } };
}

/** What another app tells was on no air: it has a number of the app's own, no device, or not the number of the meter's record. */
const wasOnAir = ({ identifier, device, userEntered, measure, sequenceNumber }: Reading): boolean =>
  identifier.system === METER_READINGS_SYSTEM &&
  device !== undefined &&
  userEntered !== true &&
  (measure !== 'glucose' || sequenceNumber !== undefined);

/**
 * What a device with Bluetooth's own services would have said for a phone to send this. A correction is the record
 * with its new result; nothing on the air takes a record back, and what was typed in was never on it.
 */
function gattLinesOf(delivery: Delivery): string {
  const { act, version, reading } = delivery;
  if (act === 'retract' || !wasOnAir(reading)) return '';
  const key = `"reading":${JSON.stringify(reading.identifier.value)},"sent":"${sentText(delivery)}","version":${version}`;
  const packets = packetsOrFailure(saidOf(delivery));
  return linesOf(packets, reading.device?.value ?? '', `,${key}`, truthJson(delivery));
}

export const GATT = eachDelivery(
  'a line of JSON a packet on the air (Bluetooth GATT), with its ground truth',
  gattLinesOf,
  {
    carriesTruth: true,
  },
);
