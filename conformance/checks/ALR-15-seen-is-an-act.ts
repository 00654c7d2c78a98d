import { check } from './check.ts';

export const checkALR15 = check({
  requirement: 'ALR-15',
  sentence: 'An item is seen because somebody has marked it, and not because somebody has looked',
  factor: 'whether the recipient marks the item or only looks at it',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'marked' } },
    { seen: { reading: 'marked' } },
    { at: 'd1 10:00', reading: { value: '212 mg/dL', name: 'looked-at' } },
    { at: '+5min', inbox: { by: 'responsible' } },
    { at: '+5min', read: { measure: 'glucose' } },
  ],
});
