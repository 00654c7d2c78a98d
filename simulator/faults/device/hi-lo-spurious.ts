import type { ReadingResult } from '../../../contract/domain/index.ts';
import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';
import { isGlucose } from './shown.ts';

const ID = 'hi-lo-spurious';
/** Ends of the usual range of meters. */
const BOUND = { 'mg/dL': { high: '600', low: '20' }, 'mmol/L': { high: '33.3', low: '1.1' } } as const;

const offScale = (unit: 'mg/dL' | 'mmol/L', direction: 'high' | 'low'): ReadingResult => ({
  kind: 'off-scale',
  direction,
  bound: { value: BOUND[unit][direction], unit },
});

/** What is really beyond the range comes from the meter itself and is no fault. */
export const hiLoSpurious: FaultOf<'device'> = {
  id: ID,
  title: 'HI or LO without a reason',
  layer: 'device',
  measures: ['glucose'],
  usual: '1 record in 5,000 (assumed)',
  apply: (items, setting) =>
    changeSome(items, setting, {
      id: ID,
      perItem: 1 / 5000,
      applies: (record) => isGlucose(record) && record.result.kind === 'value',
      change: (record, random) => {
        const unit = record.unit === 'mmol/L' ? 'mmol/L' : 'mg/dL';
        return { ...record, result: offScale(unit, random.bernoulli(0.5) ? 'high' : 'low') };
      },
    }),
};
