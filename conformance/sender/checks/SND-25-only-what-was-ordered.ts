import { ORDER_PERIOD } from '../order-period.ts';
import { ANY, type SenderCheck } from './check.ts';

export const SND_25: SenderCheck = {
  requirement: 'SND-25',
  title: 'Only what was ordered',
  twin: 'the measure, and the time, before the order and at its end',
  sources: ANY,
  measures: ['glucose'],
  acts: [
    { permit: 'glucose' },
    { permit: 'weight' },
    { show: { name: 'weight', value: '80.0 kg' } },
    { show: { name: 'old', value: '113 mg/dL', measured: '2035-02-20T09:00:00-05:00' } },
    { show: { name: 'glucose', value: '113 mg/dL' } },
    // The first instant that the order does not hold.
    { at: ORDER_PERIOD.end, show: { name: 'over', value: '109 mg/dL' } },
  ],
};
