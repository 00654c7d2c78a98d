import { check } from './check.ts';

export const checkMSG01 = check({
  requirement: 'MSG-01',
  sentence: "A clinician's reply is visible to the patient and linked to the item",
  factor: 'whether the item is of this patient',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    { at: '+10min', reading: { value: '61 mg/dL', name: 'low' } },
    { at: '+10min', message: { reading: 'high', text: 'Please measure again in two hours.' } },
    { at: '+10min', message: { reading: 'low', text: 'Please eat something now.' } },
    { at: '+1h', messages: {} },
  ],
});
