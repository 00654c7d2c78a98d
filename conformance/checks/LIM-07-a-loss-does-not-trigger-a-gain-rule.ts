import { check } from './check.ts';

export const checkLIM07 = check({
  requirement: 'LIM-07',
  sentence: 'A loss does not trigger a rule about gain, nor a gain one about loss',
  factor: 'the direction of the change',
  patients: ['may-lose', 'may-gain'],
  acts: [
    {
      at: 'd1 06:00',
      order: {
        measure: 'weight',
        rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '3 d' }],
        patient: 'may-lose',
      },
    },
    {
      at: '+1min',
      order: {
        measure: 'weight',
        rules: [{ kind: 'change', direction: 'loss', amount: '2 kg', window: '3 d' }],
        patient: 'may-gain',
      },
    },
    { at: '+5min', grant: { patient: 'may-lose', measure: 'weight' } },
    { at: '+1min', grant: { patient: 'may-gain', measure: 'weight' } },
    {
      readings: {
        patient: 'may-lose',
        values: { 'd1 07:00': '85.0 kg', 'd2 07:00': '82.0 kg', 'd3 07:00': '84.1 kg' },
      },
    },
    {
      readings: {
        patient: 'may-gain',
        values: { 'd1 07:05': '82.0 kg', 'd2 07:05': '85.0 kg', 'd3 07:05': '82.9 kg' },
      },
    },
  ],
});
