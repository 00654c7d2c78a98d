import { check } from './check.ts';

export const checkALR08 = check({
  requirement: 'ALR-08',
  sentence: 'A critical item that nobody has seen is copied to the next recipient, step by step',
  factor: 'whether it was seen in time',
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { critical: { high: 300 } },
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
    { at: '+2h', read: { measure: 'glucose' } },
  ],
});
