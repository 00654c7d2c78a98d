import { check } from './check.ts';

/** Beyond a critical limit it is critical, and abnormal where there is none on its side; where there is no limit at all, nothing. */
export const checkLIM13 = check({
  requirement: 'LIM-13',
  sentence: 'HI and LO are beyond every limit of their side',
  factor: 'whether the order has a limit on that side',
  patients: ['fears-high', 'fears-low', 'fears-neither'],
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { high: 180 }, critical: { high: 300 } },
        patient: 'fears-high',
      },
    },
    {
      at: '+1min',
      order: { measure: 'glucose', limits: { reference: { low: 70 }, critical: { low: 54 } }, patient: 'fears-low' },
    },
    {
      at: '+1min',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'fears-neither' },
    },
    { at: '+5min', grant: { patient: 'fears-high', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'fears-low', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'fears-neither', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: 'HI', patient: 'fears-high' } },
    { at: '+1h', reading: { value: 'LO', patient: 'fears-high' } },
    { at: '+1h', reading: { value: 'LO', patient: 'fears-low' } },
    { at: '+1h', reading: { value: 'HI', patient: 'fears-low' } },
    { at: '+1h', reading: { value: 'HI', patient: 'fears-neither' } },
    { at: '+1h', reading: { value: 'LO', patient: 'fears-neither' } },
  ],
});
