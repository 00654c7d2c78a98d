import { check } from './check.ts';

export const checkRDG19 = check({
  requirement: 'RDG-19',
  sentence: 'A message with one reading that is refused files none',
  factor: 'whether one of its readings was measured before the order',
  bindings: ['hl7v2'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    {
      at: 'd1 12:00',
      together: {
        readings: [
          { value: '211 mg/dL', effective: '-3h' },
          { value: '212 mg/dL', effective: 'd1 07:00' },
        ],
      },
    },
    {
      at: 'd1 13:00',
      together: {
        readings: [
          { value: '213 mg/dL', effective: '-3h' },
          { value: '214 mg/dL', effective: '-2h' },
        ],
      },
    },
  ],
});
