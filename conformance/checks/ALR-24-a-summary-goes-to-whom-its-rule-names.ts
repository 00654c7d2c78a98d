import { check } from './check.ts';

export const checkALR24 = check({
  requirement: 'ALR-24',
  sentence: 'A summary goes to whom its rule names, else to the responsible, and to nobody else',
  factor: 'whether the rule names somebody',
  patients: ['named', 'unnamed'],
  acts: [
    {
      at: 'd1 08:00',
      order: {
        patient: 'named',
        measure: 'glucose',
        limits: { reference: { high: 180 } },
        rules: [{ kind: 'summary', period: '1 d', recipient: 'other' }],
      },
    },
    {
      order: {
        patient: 'unnamed',
        measure: 'glucose',
        limits: { reference: { high: 180 } },
        rules: [{ kind: 'summary', period: '1 d' }],
      },
    },
    { at: '+5min', grant: { patient: 'named', measure: 'glucose' } },
    { grant: { patient: 'unnamed', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { patient: 'named', value: '121 mg/dL' } },
    { reading: { patient: 'unnamed', value: '121 mg/dL' } },
    { at: 'd2 09:00', read: { patient: 'named', measure: 'glucose' } },
    { read: { patient: 'unnamed', measure: 'glucose' } },
  ],
});
