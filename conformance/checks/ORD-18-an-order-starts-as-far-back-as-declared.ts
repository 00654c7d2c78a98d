import { check } from './check.ts';

export const checkORD18 = check({
  requirement: 'ORD-18',
  sentence: 'An order may start in the past, and no further back than is declared',
  factor: 'how far back it starts',

  acts: [
    {
      at: 'd40 08:00',
      order: { name: 'recent', measure: 'glucose', limits: { reference: { high: 180 } }, start: '-1d' },
    },
    // What is declared is 30 days where nothing is said.
    { order: { name: 'nearly', measure: 'glucose', limits: { reference: { high: 180 } }, start: '-29d' } },
    { order: { name: 'hardly', measure: 'glucose', limits: { reference: { high: 180 } }, start: '-31d' } },
    { order: { name: 'new', measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', order: { name: 'old', measure: 'glucose', limits: { reference: { high: 180 } }, start: '-4000d' } },
  ],
});
