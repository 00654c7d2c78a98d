import { check } from './check.ts';

export const checkORD21 = check({
  requirement: 'ORD-21',
  sentence: 'Once an order was entered in error nothing is accepted under it',
  factor: 'whether it was sent before the order was said to be an error',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '120 mg/dL' } },
    { at: 'd1 10:00', change: { status: 'entered-in-error' } },
    { at: 'd1 11:00', reading: { value: '121 mg/dL', effective: 'd1 09:30' } },
  ],
});
