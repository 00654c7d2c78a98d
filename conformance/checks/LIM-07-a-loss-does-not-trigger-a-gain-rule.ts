import { check } from './check.ts';

export const checkLIM07 = check({
  requirement: 'LIM-07',
  sentence: 'A loss does not trigger a rule about gain',
  factor: 'the direction of the change',
  acts: [
    {
      at: 'd1 06:00',
      order: { measure: 'weight', rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '3 d' }] },
    },
    { at: '+5min', grant: { measure: 'weight' } },
    { readings: { values: { 'd1 07:00': '85.0 kg', 'd2 07:00': '82.0 kg', 'd3 07:00': '84.1 kg' } } },
  ],
});
