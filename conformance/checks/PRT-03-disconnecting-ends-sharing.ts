import { check } from './check.ts';

export const checkPRT03 = check({
  requirement: 'PRT-03',
  sentence: 'Disconnecting a tracker withdraws the permission that no other picked tracker needs',
  factor: 'whether another tracker of the type is picked',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { name: 'first', measure: 'glucose', limits: { reference: { high: 180 } } } },
    {
      at: '+1min',
      order: { name: 'second', measure: 'glucose', limits: { reference: { high: 200 } }, responsible: 'other' },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', disconnect: { order: 'first' } },
    { at: 'd1 10:00', reading: { value: '121 mg/dL' } },
    { at: 'd1 11:00', disconnect: { order: 'second' } },
    { at: 'd1 12:00', reading: { value: '121 mg/dL' } },
  ],
});
