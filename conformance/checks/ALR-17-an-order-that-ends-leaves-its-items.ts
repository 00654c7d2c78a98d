import { check } from './check.ts';

export const checkALR17 = check({
  requirement: 'ALR-17',
  sentence: 'When an order ends its clinical items stay, and its items on missing data are withdrawn',
  factor: 'whether the item tells of a value or of missing data',
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { high: 180 } }, rules: [{ kind: 'missing', period: '1 d' }] },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL' } },
    { at: 'd2 10:00', read: { measure: 'glucose' } },
    { at: 'd2 11:00', change: { status: 'revoked' } },
    { at: 'd2 12:00', read: { measure: 'glucose' } },
  ],
});
