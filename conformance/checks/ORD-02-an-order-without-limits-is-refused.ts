import { check } from './check.ts';

export const checkORD02 = check({
  requirement: 'ORD-02',
  sentence: 'An order that states no limit is refused, never given a default',
  factor: 'whether the order states a limit',
  patients: ['limited', 'by-change', 'unlimited', 'by-absence', 'by-plausibility'],
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'limited' },
    },
    {
      order: {
        patient: 'by-change',
        measure: 'weight',
        rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '3 d' }],
      },
    },
    { order: { patient: 'unlimited', measure: 'glucose' } },
    // No other rule is a limit, and neither is what no patient can have.
    { order: { patient: 'by-absence', measure: 'glucose', rules: [{ kind: 'missing', period: '1 d' }] } },
    {
      order: { patient: 'by-plausibility', measure: 'glucose', limits: { absolute: { low: 20, high: 800 } } },
    },
    { at: '+5min', grant: { patient: 'limited', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'unlimited', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', patient: 'limited' } },
    { at: '+1min', reading: { value: '250 mg/dL', patient: 'unlimited' } },
  ],
});
