import { check } from './check.ts';

export const checkALR19 = check({
  requirement: 'ALR-19',
  sentence: 'Seen or done on any copy stops every further step of the escalation',
  factor: 'whether somebody has seen, or finished, the first copy',
  patients: ['seen-on-the-copy', 'done-on-the-copy', 'unseen'],
  acts: [
    ...(['seen-on-the-copy', 'done-on-the-copy', 'unseen'] as const).flatMap((patient) => [
      {
        at: 'd1 08:00',
        order: {
          patient,
          measure: 'glucose' as const,
          limits: { critical: { high: 300 } },
          rules: [
            { kind: 'escalation' as const, step: 1, after: '30 min', recipient: 'other' as const },
            { kind: 'escalation' as const, step: 2, after: '30 min', recipient: 'covering' as const },
          ],
        },
      },
      { at: '+5min', grant: { patient, measure: 'glucose' as const } },
      { at: 'd1 09:00', reading: { patient, value: '310 mg/dL', name: 'critical' } },
      { at: 'd1 09:35', read: { patient, measure: 'glucose' as const } },
    ]),
    { at: 'd1 09:35', seen: { patient: 'seen-on-the-copy', reading: 'critical', rule: 'escalation', by: 'other' } },
    { at: 'd1 09:35', done: { patient: 'done-on-the-copy', reading: 'critical', rule: 'escalation', by: 'other' } },
    { at: 'd1 12:00', read: { patient: 'seen-on-the-copy', measure: 'glucose' } },
    { at: 'd1 12:00', read: { patient: 'done-on-the-copy', measure: 'glucose' } },
    { at: 'd1 12:00', read: { patient: 'unseen', measure: 'glucose' } },
  ],
});
