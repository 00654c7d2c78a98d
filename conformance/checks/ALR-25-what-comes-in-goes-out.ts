import { check } from './check.ts';

export const checkALR25 = check({
  requirement: 'ALR-25',
  sentence: 'Each item goes out as an alert, and what raises none tells nobody',
  factor: 'whether the reading is beyond a limit',
  patients: ['anna', 'berta'],
  acts: [
    {
      at: 'd1 08:00',
      order: {
        patient: 'anna',
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } },
      },
    },
    // Of the other one an item is copied, and another comes because nothing else does.
    {
      order: {
        patient: 'berta',
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } },
        rules: [
          { kind: 'escalation', step: 1, after: '30 min', recipient: 'other' },
          { kind: 'missing', period: '3 h' },
        ],
      },
    },
    { at: '+5min', grant: { patient: 'anna', measure: 'glucose' } },
    { grant: { patient: 'berta', measure: 'glucose' } },
    { alerts: { patient: 'anna' } },
    { alerts: { patient: 'berta' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', patient: 'anna' } },
    { reading: { value: '310 mg/dL', patient: 'berta' } },
    { at: '+1h', reading: { value: '120 mg/dL', patient: 'anna' } },
    { at: '+1h', reading: { value: '61 mg/dL', patient: 'anna' } },
    { at: '+1h', reading: { value: '99 mg/dL', patient: 'anna' } },
    { at: '+1h', reading: { value: '310 mg/dL', patient: 'anna' } },
    { read: { patient: 'berta', measure: 'glucose' } },
  ],
});
