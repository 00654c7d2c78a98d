import type { DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { afflicted } from '../occurrence.ts';

const ID = 'sequence-wrap';
const SEQUENCE_SPACE = 65_536;
/** So many records at most come before the number starts again. */
const MOST_BEFORE = 20;

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  if (!afflicted(0.2, setting)) return yield* records;
  const before = 2 + setting.streamOf('before').int(MOST_BEFORE - 1);
  let shift: number | undefined;
  for (const record of records) {
    shift ??= 2 * SEQUENCE_SPACE - before - record.sequenceNumber;
    yield touchedBy({ ...record, sequenceNumber: (record.sequenceNumber + shift) % SEQUENCE_SPACE }, ID);
  }
}

/** An old meter whose record number is near its end when the run begins. */
export const sequenceWrap: FaultOf<'device'> = {
  id: ID,
  title: 'The record number starts again at 0',
  layer: 'device',
  measures: ['glucose'],
  usual: "1 in a meter's life of 5 years: 20 % of meters at the beginning of a run (assumed)",
  apply,
};
