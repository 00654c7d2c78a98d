import { check } from './check.ts';

export const checkLIM17 = check({
  requirement: 'LIM-17',
  sentence: 'An item on repetition goes with a reading that it has lost',
  factor: 'whether what became of the reading leaves it abnormal',

  acts: [
    {
      at: 'd1 06:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { low: 54, high: 300 } },
        rules: [{ kind: 'repeated', count: 2, window: '24 h' }],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '200 mg/dL', name: 'to-normal' } },
    { at: 'd1 12:00', reading: { value: '201 mg/dL' } },
    { at: 'd4 09:00', reading: { value: '202 mg/dL' } },
    { at: 'd4 12:00', reading: { value: '203 mg/dL', name: 'to-high' } },
    { at: 'd5 09:00', read: { measure: 'glucose' } },
    { at: 'd5 10:00', correct: { reading: 'to-normal', value: '120 mg/dL' } },
    { at: 'd5 11:00', correct: { reading: 'to-high', value: '210 mg/dL' } },
    { at: 'd8 09:00', reading: { value: '204 mg/dL', name: 'mistaken' } },
    { at: 'd8 12:00', reading: { value: '205 mg/dL' } },
    { at: 'd9 10:00', erase: { reading: 'mistaken' } },
  ],
});
