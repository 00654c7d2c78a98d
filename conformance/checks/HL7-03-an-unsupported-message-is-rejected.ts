import { check } from './check.ts';

export const checkHL703 = check({
  requirement: 'HL7-03',
  sentence: 'A message type, event or version that is not supported is rejected, a content error is an error',
  factor: 'the message type, its event or version',
  bindings: ['hl7v2'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: '+1h', reading: { value: '251 mg/dL', defect: { kind: 'message-type', type: 'ORU^R99^ORU_R01' } } },
    { at: '+1h', reading: { value: '253 mg/dL', defect: { kind: 'message-type', type: 'ZZZ^Z99^ZZZ_Z99' } } },
    { at: '+1h', reading: { value: '254 mg/dL', defect: { kind: 'version', version: '9.9' } } },
    { at: '+1h', reading: { value: '252 mg/dL', defect: { kind: 'bad-number', text: '25x' } } },
  ],
});
