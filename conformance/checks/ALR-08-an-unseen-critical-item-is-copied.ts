import { check } from './check.ts';

export const checkALR08 = check({
  requirement: 'ALR-08',
  sentence: 'A critical item that nobody has seen is copied to the next recipient, step by step',
  factor: 'whether it is critical, and whether it was seen, or its reading corrected, in time',
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { high: 180 }, critical: { high: 300 } },
        rules: [
          { kind: 'escalation', step: 1, after: '30 min', recipient: 'other' },
          { kind: 'escalation', step: 2, after: '30 min', recipient: 'covering' },
        ],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '310 mg/dL' } },
    { at: 'd1 10:30', reading: { value: '310 mg/dL', name: 'seen-in-time' } },
    { at: '+10min', seen: { reading: 'seen-in-time' } },
    { at: 'd1 12:00', reading: { value: '310 mg/dL', name: 'seen-after-a-step' } },
    // Waits for the copy of the first step, as who is refused; then the item itself is seen, and there is no second step.
    { at: '+35min', seen: { reading: 'seen-after-a-step', rule: 'escalation', by: 'fourth' } },
    { at: '+1min', seen: { reading: 'seen-after-a-step', rule: 'limits' } },
    { at: 'd1 14:00', reading: { value: '310 mg/dL', name: 'corrected' } },
    { at: '+10min', correct: { reading: 'corrected', value: '110 mg/dL' } },
    { at: 'd1 16:00', reading: { value: '212 mg/dL' } },
    { at: '+2h', read: { measure: 'glucose' } },
  ],
});
