import { check } from './check.ts';

export const checkORD22 = check({
  requirement: 'ORD-22',
  sentence: 'Of two orders for one measure each is evaluated by itself',
  factor: 'whose limit the value crosses',

  acts: [
    { at: 'd1 08:00', order: { name: 'first', measure: 'glucose', limits: { reference: { high: 180 } } } },
    {
      at: '+1min',
      order: { name: 'second', measure: 'glucose', limits: { reference: { high: 220 } }, responsible: 'other' },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '200 mg/dL' } },
    { at: 'd1 10:00', reading: { value: '221 mg/dL' } },
  ],
});
