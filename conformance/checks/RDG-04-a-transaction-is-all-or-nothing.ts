import { check } from './check.ts';

/** The second entry of the first two was measured before the order began. Over HL7 v2 both would be messages, which are all or nothing as well: RDG-19. */
export const checkRDG04 = check({
  requirement: 'RDG-04',
  sentence: 'A transaction with one invalid entry stores none; a batch stores the valid ones',
  factor: 'whether the same entries are a transaction or a batch, and whether one is invalid',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    {
      at: 'd1 12:00',
      together: {
        as: 'transaction',
        readings: [
          { value: '211 mg/dL', effective: '-3h' },
          { value: '212 mg/dL', effective: 'd1 07:00' },
        ],
      },
    },
    {
      at: 'd1 13:00',
      together: {
        as: 'batch',
        readings: [
          { value: '213 mg/dL', effective: '-3h' },
          { value: '214 mg/dL', effective: 'd1 07:00' },
        ],
      },
    },
    {
      at: 'd1 14:00',
      together: {
        as: 'transaction',
        readings: [
          { value: '215 mg/dL', effective: '-3h' },
          { value: '216 mg/dL', effective: '-2h' },
        ],
      },
    },
  ],
});
