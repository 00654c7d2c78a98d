import { check } from './check.ts';

export const checkORD14 = check({
  requirement: 'ORD-14',
  sentence: 'On hold is what the order was at the effective time, whenever the reading is sent',
  factor: 'whether it was measured before the hold or in it',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 10:00', change: { status: 'on-hold', effectiveFrom: '+0s' } },
    { at: 'd1 11:00', reading: { value: '250 mg/dL', effective: 'd1 09:30' } },
    { at: 'd1 11:10', reading: { value: '251 mg/dL' } },
    { at: 'd1 12:00', change: { status: 'active', effectiveFrom: '+0s' } },
    { at: 'd1 13:00', reading: { value: '252 mg/dL', effective: 'd1 11:30' } },
    { at: 'd1 13:10', reading: { value: '253 mg/dL' } },
  ],
});
