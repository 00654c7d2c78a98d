import { check } from './check.ts';

export const checkHL701 = check({
  requirement: 'HL7-01',
  sentence: 'Every message gets exactly one acknowledgement that names it',
  factor: 'whether the content is accepted',
  bindings: ['hl7v2'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: 'd1 08:30', reading: { value: '250 mg/dL' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', name: 'filed' } },
    { at: '+1min', replay: { reading: 'filed' } },
  ],
});
