import { check } from './check.ts';

/** Fasting, 150 is over 130; without a context it is under 180. Under 70 both are, for the fasting limits say no low. */
export const checkLIM10 = check({
  requirement: 'LIM-10',
  sentence: 'The limits of a meal context override the general ones bound by bound',
  factor: 'the meal context of the reading',
  acts: [
    {
      at: 'd1 06:00',
      order: {
        measure: 'glucose',
        limits: {
          reference: [
            { low: 70, high: 180 },
            { high: 130, context: 'fasting' },
          ],
        },
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 07:00', reading: { value: '150 mg/dL', context: 'fasting' } },
    { at: '+1h', reading: { value: '150 mg/dL' } },
    { at: '+1h', reading: { value: '150 mg/dL', context: 'post-meal' } },
    { at: '+1h', reading: { value: '65 mg/dL', context: 'fasting' } },
    { at: '+1h', reading: { value: '190 mg/dL', context: 'post-meal' } },
    { read: { measure: 'glucose' } },
  ],
});
