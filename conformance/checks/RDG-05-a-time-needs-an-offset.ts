import { check } from './check.ts';

export const checkRDG05 = check({
  requirement: 'RDG-05',
  sentence: 'A reading whose time has no offset is refused',
  factor: 'whether the time carries its offset',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: '+1h', reading: { value: '251 mg/dL', defect: { kind: 'time-without-offset' } } },
  ],
});
