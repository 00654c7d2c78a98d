import { check } from './check.ts';

export const checkPRM09 = check({
  requirement: 'PRM-09',
  sentence: 'What is filed can be corrected and erased whatever permission and order say now',
  factor: 'whether the reading was filed before',
  patients: ['withdrawn', 'ended'],
  acts: [
    ...(['withdrawn', 'ended'] as const).flatMap((patient) => [
      {
        at: 'd1 08:00',
        order: { patient, measure: 'glucose' as const, limits: { reference: { low: 70, high: 180 } } },
      },
      { at: '+5min', grant: { patient, measure: 'glucose' as const } },
      { at: 'd1 09:00', reading: { patient, value: '250 mg/dL', name: 'wrong' } },
      { at: 'd1 09:30', reading: { patient, value: '251 mg/dL', name: 'mistaken' } },
    ]),
    { at: 'd1 10:00', withdraw: { patient: 'withdrawn', measure: 'glucose' } },
    { at: 'd1 10:00', change: { patient: 'ended', status: 'revoked' } },
    ...(['withdrawn', 'ended'] as const).flatMap((patient) => [
      { at: 'd1 11:00', correct: { patient, reading: 'wrong', value: '150 mg/dL' } },
      { at: 'd1 11:10', erase: { patient, reading: 'mistaken' } },
      { at: 'd1 11:20', reading: { patient, value: '150 mg/dL' } },
    ]),
  ],
});
