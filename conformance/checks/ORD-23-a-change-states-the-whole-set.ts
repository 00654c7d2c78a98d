import { check } from './check.ts';

export const checkORD23 = check({
  requirement: 'ORD-23',
  sentence: 'A change that neither repeats nor deletes a limit or a rule is refused',
  factor: 'whether what the version before has is named',
  bindings: ['hl7v2'],
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } },
        rules: [{ kind: 'escalation', step: 1, after: '30 min', recipient: 'other' }],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    // The critical limit is left out; who sends it means that the other one is to change.
    { at: 'd1 09:00', change: { delta: true, limits: { reference: { low: 70, high: 200 } } } },
    { at: '+5min', reading: { value: '310 mg/dL' } },
    // One side of one limit, and the rule.
    {
      at: 'd1 10:00',
      change: { delta: true, limits: { reference: { high: 200 }, critical: { high: 300 } } },
    },
    {
      at: 'd1 10:05',
      change: { delta: true, limits: { reference: { low: 70, high: 200 }, critical: { high: 300 } }, rules: [] },
    },
    { at: '+5min', reading: { value: '62 mg/dL' } },
    // Everything is repeated.
    {
      at: 'd1 11:00',
      change: { delta: true, limits: { reference: { low: 70, high: 200 }, critical: { high: 320 } } },
    },
    { at: '+5min', reading: { value: '190 mg/dL' } },
    // What is left out is deleted by its name: a limit, and the rule, which not every system has.
    { at: 'd1 12:00', change: { limits: { reference: { low: 70, high: 200 } }, rules: [] } },
    { at: '+5min', reading: { value: '330 mg/dL' } },
    // Everything is repeated, and nothing else that a system may lack.
    { at: 'd1 13:00', change: { delta: true, limits: { reference: { low: 70, high: 210 } } } },
  ],
});
