import { check } from './check.ts';

export const checkORD03 = check({
  requirement: 'ORD-03',
  sentence: 'The same value is abnormal for one patient and normal for another',
  factor: "the patient's own limit",
  patients: ['strict', 'lenient'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 160 } }, patient: 'strict' } },
    { at: '+1min', order: { measure: 'glucose', limits: { reference: { high: 200 } }, patient: 'lenient' } },
    { at: '+5min', grant: { patient: 'strict', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'lenient', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '180 mg/dL', patient: 'strict' } },
    { at: '+1min', reading: { value: '180 mg/dL', patient: 'lenient' } },
  ],
});
