import { check } from './check.ts';

export const checkPRT01 = check({
  requirement: 'PRT-01',
  sentence: 'A permission is granted only for data of a tracker that the patient has picked',
  factor: 'whether the tracker is picked',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', phone: { os: 'ios', version: '17.2' } },
    { at: '+1min', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { order: { measure: 'weight', limits: { reference: { high: 95 } } } },
    { at: '+5min', grant: { measure: 'glucose', unpicked: true } },
    // That of another type of data is no leave for this one.
    { at: '+5min', pick: { order: 'weight' } },
    { at: '+5min', grant: { measure: 'glucose', unpicked: true } },
    { at: '+5min', pick: { order: 'glucose' } },
    { at: '+5min', grant: { measure: 'glucose' } },
  ],
});
