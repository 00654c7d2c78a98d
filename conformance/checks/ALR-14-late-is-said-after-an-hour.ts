import { check } from './check.ts';

export const checkALR14 = check({
  requirement: 'ALR-14',
  sentence: 'An item says that it is late when its reading came more than an hour after it was measured, and only then',
  factor: 'how long after its measurement the reading came',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 12:00', reading: { value: '212 mg/dL', effective: '-61min' } },
    { at: 'd1 13:00', reading: { value: '212 mg/dL', effective: '-59min' } },
  ],
});
