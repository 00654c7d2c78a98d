import { check } from './check.ts';

export const checkPRT01 = check({
  requirement: 'PRT-01',
  sentence: 'A permission is granted only for data of a tracker that the patient has picked',
  factor: 'whether the tracker is picked',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', phone: { os: 'ios', version: '17.2' } },
    { at: '+1min', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose', unpicked: true } },
    { at: '+5min', pick: {} },
    { at: '+5min', grant: { measure: 'glucose' } },
  ],
});
