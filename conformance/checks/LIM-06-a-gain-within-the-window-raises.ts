import { check } from './check.ts';

/**
 * By dates, d3: 82.1 − 80.0 = 2.1 > 2. d7: the weights of d1 to d3 have left the three days; d11 reaches back to d8 by its
 * date. By hours: the weight of d2 is 23 h after the first, that of d3 an hour more than a day after it, that of d4 a day
 * after that.
 */
export const checkLIM06 = check({
  requirement: 'LIM-06',
  sentence: 'A gain of more than the amount within the window raises a change item',
  factor: 'one tenth of a kilogram, and whether the earlier weight is still in the window',
  patients: ['by-dates', 'by-hours'],
  acts: [
    {
      at: 'd1 06:00',
      order: {
        measure: 'weight',
        rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '3 d' }],
        patient: 'by-dates',
      },
    },
    {
      at: '+1min',
      order: {
        measure: 'weight',
        rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '24 h' }],
        patient: 'by-hours',
      },
    },
    { at: '+5min', grant: { patient: 'by-dates', measure: 'weight' } },
    { at: '+1min', grant: { patient: 'by-hours', measure: 'weight' } },
    {
      readings: {
        patient: 'by-hours',
        values: { 'd1 07:00': '80.0 kg', 'd2 06:00': '82.1 kg', 'd3 07:00': '84.2 kg', 'd4 07:00': '86.3 kg' },
      },
    },
    {
      readings: {
        patient: 'by-dates',
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
