import { check } from './check.ts';

export const checkALR18 = check({
  requirement: 'ALR-18',
  sentence: 'Neither a hold nor the end of an order stops the escalation of an item that nobody has seen',
  factor: 'whether somebody has seen the item',
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
    { at: 'd1 09:00', reading: { value: '310 mg/dL', name: 'unseen' } },
    // Waits for it, as who is refused: when its copies are due is known once it is in sight.
    { seen: { reading: 'unseen', by: 'fourth' } },
    { at: '+1min', reading: { value: '310 mg/dL', name: 'seen' } },
    { seen: { reading: 'seen' } },
    { at: '+10min', change: { status: 'on-hold' } },
    { at: '+30min', change: { status: 'revoked' } },
    { at: '+2h', read: { measure: 'glucose' } },
  ],
});
