import { check } from './check.ts';

export const checkRDG18 = check({
  requirement: 'RDG-18',
  sentence: 'One measurement through two apps is one reading, with one item',
  factor: 'whether device, second and value are the same',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', effective: 'd1 08:50' } },
    { at: '+1min', reading: { value: '250 mg/dL', effective: 'd1 08:50' } },
    { at: '+1min', reading: { value: '250 mg/dL', effective: 'd1 08:50:01' } },
    // Another value, another count of the meter, and no meter that is named.
    { at: '+1min', reading: { value: '251 mg/dL', effective: 'd1 08:50' } },
    { at: '+1min', reading: { value: '252 mg/dL', effective: 'd1 08:51', sequence: 1 } },
    { at: '+1min', reading: { value: '252 mg/dL', effective: 'd1 08:51', sequence: 2 } },
    { at: '+1min', reading: { value: '253 mg/dL', effective: 'd1 08:52', device: 'none' } },
    { at: '+1min', reading: { value: '253 mg/dL', effective: 'd1 08:52', device: 'none' } },
    { at: 'd1 10:00', read: { measure: 'glucose' } },
  ],
});
