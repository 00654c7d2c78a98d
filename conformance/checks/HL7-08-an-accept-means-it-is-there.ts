import { check } from './check.ts';

export const checkHL708 = check({
  requirement: 'HL7-08',
  sentence: 'An accept means that the reading can be found',
  factor: 'whether it was accepted',
  bindings: ['hl7v2'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', name: 'accepted' } },
    { read: { reading: 'accepted' } },
    { at: '+1h', withdraw: { measure: 'glucose' } },
    { at: '+1h', reading: { value: '251 mg/dL', name: 'refused' } },
    { read: { reading: 'refused' } },
  ],
});
