import { check } from './check.ts';

/** d3: 82.1 − 80.0 = 2.1 > 2. d7: the weights of d1 to d3 have left the three days; d11 reaches back to d8 by its date. */
export const checkLIM06 = check({
  requirement: 'LIM-06',
  sentence: 'A gain of more than the amount within the window raises a change item',
  factor: 'one tenth of a kilogram, and whether the earlier weight is still in the window',
  acts: [
    {
      at: 'd1 06:00',
      order: { measure: 'weight', rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '3 d' }] },
    },
    { at: '+5min', grant: { measure: 'weight' } },
    {
      readings: {
        values: {
          'd1 07:00': '80.0 kg',
          'd2 07:00': '82.0 kg',
          'd3 07:00': '82.1 kg',
          'd7 07:00': '84.1 kg',
          'd8 07:00': '84.2 kg',
          'd11 07:00': '86.3 kg',
        },
      },
    },
  ],
});
