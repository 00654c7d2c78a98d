import { check } from './check.ts';

export const checkRDG12 = check({
  requirement: 'RDG-12',
  sentence: 'Readings are shown in the order of their effective times, however they arrived',
  factor: 'whether they arrived in the order of measuring',
  acts: [
    { at: 'd1 06:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+1min', order: { measure: 'weight', limits: { reference: { low: 50, high: 100 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: '+1min', grant: { measure: 'weight' } },
    { at: 'd1 10:00', reading: { value: '120 mg/dL', effective: 'd1 09:30' } },
    { at: 'd1 10:10', reading: { value: '110 mg/dL', effective: 'd1 07:30' } },
    { at: 'd1 10:20', reading: { value: '115 mg/dL', effective: 'd1 08:30' } },
    { at: 'd1 10:30', reading: { value: '80.1 kg', effective: 'd1 07:30' } },
    { at: 'd1 10:40', reading: { value: '80.2 kg', effective: 'd1 08:30' } },
    { at: 'd1 10:50', reading: { value: '80.3 kg', effective: 'd1 09:30' } },
    { at: 'd1 11:00', read: { measure: 'glucose' } },
    { at: '+1min', read: { measure: 'weight' } },
  ],
});
