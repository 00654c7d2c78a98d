import { check } from './check.ts';

export const checkLIM14 = check({
  requirement: 'LIM-14',
  sentence: 'A reading that crosses two change rules raises one item, naming both',
  factor: 'whether one rule is crossed, or both',

  acts: [
    {
      at: 'd1 06:00',
      order: {
        measure: 'weight',
        rules: [
          { kind: 'change', direction: 'gain', amount: '2 kg', window: '24 h' },
          { kind: 'change', direction: 'loss', amount: '2 kg', window: '7 d' },
        ],
      },
    },
    { at: '+5min', grant: { measure: 'weight' } },
    {
      readings: {
        values: { 'd1 07:00': '85.0 kg', 'd3 07:00': '80.0 kg', 'd3 19:00': '82.5 kg', 'd12 07:00': '82.5 kg' },
      },
    },
  ],
});
