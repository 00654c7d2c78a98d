import { check } from './check.ts';

export const checkLIM22 = check({
  requirement: 'LIM-22',
  sentence: 'A reading of two meal contexts is held against the general limits',
  factor: 'whether it has one context or two',
  bindings: ['fhir'],
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
    { at: 'd1 08:00', reading: { value: '150 mg/dL', context: 'fasting', alsoContext: 'bedtime' } },
    { at: 'd1 09:00', reading: { value: '181 mg/dL', context: 'fasting', alsoContext: 'bedtime' } },
  ],
});
