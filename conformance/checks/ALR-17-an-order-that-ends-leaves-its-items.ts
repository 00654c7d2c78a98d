import { check } from './check.ts';

/**
 * An order that a person ends, as HL7 v2 can say it too, which has no completion; one whose period is over; and one that
 * is put on hold, which waits for nothing either.
 */
const PATIENTS = ['revoked', 'over', 'held'] as const;
const CHANGES = { revoked: 'revoked', held: 'on-hold' } as const;

export const checkALR17 = check({
  requirement: 'ALR-17',
  sentence: 'When an order ends its clinical items stay, and its items on missing data are withdrawn',
  factor: 'whether the item tells of a value or of missing data',
  patients: [...PATIENTS],
  acts: [
    ...PATIENTS.flatMap((patient) => [
      {
        at: 'd1 08:00',
        order: {
          patient,
          measure: 'glucose' as const,
          limits: { reference: { high: 180 } },
          rules: [{ kind: 'missing' as const, period: '1 d' }],
          ...(patient === 'over' ? { end: 'd2 11:00' } : {}),
        },
      },
      { at: '+5min', grant: { patient, measure: 'glucose' as const } },
      { at: 'd1 09:00', reading: { patient, value: '212 mg/dL' } },
      { at: 'd2 10:00', read: { patient, measure: 'glucose' as const } },
    ]),
    ...(['revoked', 'held'] as const).map((patient) => ({
      at: 'd2 11:00',
      change: { patient, status: CHANGES[patient] },
    })),
    ...PATIENTS.map((patient) => ({
      at: 'd2 12:00',
      read: { patient, measure: 'glucose' as const },
    })),
  ],
});
