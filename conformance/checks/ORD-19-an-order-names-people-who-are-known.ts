import { check } from './check.ts';

export const checkORD19 = check({
  requirement: 'ORD-19',
  sentence: 'An order that sends items to somebody unknown is refused',
  factor: 'whether the responsible person, or a recipient of its rules, is known',

  acts: [
    { at: 'd1 08:00', order: { name: 'known', measure: 'glucose', limits: { reference: { high: 180 } } } },
    {
      at: '+5min',
      order: { name: 'unknown', measure: 'glucose', limits: { reference: { high: 180 } }, responsible: 'nobody' },
    },
    {
      at: '+5min',
      order: {
        name: 'unknown-to-a-rule',
        measure: 'glucose',
        limits: { reference: { high: 180 }, critical: { high: 300 } },
        rules: [{ kind: 'escalation', step: 1, after: '30 min', recipient: 'nobody' }],
      },
    },
  ],
});
