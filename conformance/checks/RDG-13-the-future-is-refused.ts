import { check } from './check.ts';

export const checkRDG13 = check({
  requirement: 'RDG-13',
  sentence: 'A reading more than five minutes in the future is refused',
  factor: 'how far its time lies ahead',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', effective: '+2min' } },
    { at: '+1h', reading: { value: '251 mg/dL', effective: '+30min' } },
    { at: '+1h', reading: { value: '252 mg/dL', effective: '+4min 30s' } },
    { at: '+1h', reading: { value: '253 mg/dL', effective: '+6min' } },
  ],
});
