import { MG_DL_PER_MMOL_L } from '../../../contract/codes/measures.ts';
import type { Quantity, ReadingResult } from '../../../contract/domain/index.ts';
import type { DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';
import { isGlucose } from './shown.ts';

const ID = 'unit-switch';
const SWITCHES_PER_YEAR = 0.003;
const MG_DL_PER_MMOL = Number(MG_DL_PER_MMOL_L);

const inOther = ({ value, unit }: Quantity): Quantity =>
  unit === 'mg/dL'
    ? { value: (Number(value) / MG_DL_PER_MMOL).toFixed(1), unit: 'mmol/L' }
    : { value: (Number(value) * MG_DL_PER_MMOL).toFixed(0), unit: 'mg/dL' };

function resultInOther(result: ReadingResult): ReadingResult {
  if (result.kind === 'value') return { kind: 'value', quantity: inOther(result.quantity) };
  if (result.kind === 'off-scale' && result.bound !== undefined) return { ...result, bound: inOther(result.bound) };
  return result;
}

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const switches = arrivals(SWITCHES_PER_YEAR, setting);
  let switched = false;
  for (const record of records) {
    if (switches.latest(record.truth.trueTimeMs) !== undefined) switched = !switched;
    if (!switched || !isGlucose(record)) yield record;
    else {
      const unit = record.unit === 'mg/dL' ? 'mmol/L' : 'mg/dL';
      yield touchedBy({ ...record, unit, result: resultInOther(record.result) }, ID);
    }
  }
}

/** The same values in the other unit, rightly named, until it is switched back. */
export const unitSwitch: FaultOf<'device'> = {
  id: ID,
  title: 'The meter changes its unit between mg/dL and mmol/L',
  layer: 'device',
  measures: ['glucose'],
  usual: '0.3 % of patients a year (assumed)',
  apply,
};
