import type { Device } from '../../../contract/domain/index.ts';
import { otherEui64 } from '../../devices/eui64.ts';
import type { DeviceRecord } from '../../layers.ts';
import type { RandomStream } from '../../random.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'meter-replacement';
const PER_YEAR = 0.2;
const SEQUENCE_SPACE = 65_536;
const HASHES = 0x100_0000;

function successor(device: Device, random: RandomStream): Device {
  const { identifier, serial: _, ...rest } = device;
  const value = otherEui64(identifier.value, random.int(HASHES));
  return { ...rest, identifier: { ...identifier, value }, serial: `VP-${value.replaceAll('-', '').slice(4)}` };
}

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const replacements = arrivals(PER_YEAR, setting);
  let replaced: number | undefined;
  let device: Device | undefined;
  let stored = 0;
  for (const record of records) {
    const replacement = replacements.latest(record.truth.trueTimeMs);
    if (replacement !== undefined) {
      replaced = replacement.number;
      device = undefined;
      stored = 0;
    }
    if (replaced === undefined) yield record;
    else {
      device ??= successor(record.device, setting.streamOf('meter', replaced));
      yield touchedBy({ ...record, device, sequenceNumber: stored++ % SEQUENCE_SPACE }, ID);
    }
  }
}

/** A new meter: another address and serial, and its records count from 0. */
export const meterReplacement: FaultOf<'device'> = {
  id: ID,
  title: 'A new meter',
  layer: 'device',
  measures: ['glucose'],
  usual: "1 in a meter's life of 5 years (assumed)",
  apply,
};
