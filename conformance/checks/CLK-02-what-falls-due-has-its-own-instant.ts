import { check } from './check.ts';

export const checkCLK02 = check({
  requirement: 'CLK-02',
  sentence: 'What falls due while the clock is advanced happens at its own instant, and nothing happens besides',
  factor: 'whether it is due by what the clock is advanced to',
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { critical: { high: 300 } },
        rules: [
          { kind: 'missing', period: '1 d' },
          { kind: 'escalation', step: 1, after: '30 min', recipient: 'other' },
        ],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '310 mg/dL' } },
    { at: 'd2 21:00', read: { measure: 'glucose' } },
  ],
});
