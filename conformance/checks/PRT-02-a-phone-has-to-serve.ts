import { check } from './check.ts';

export const checkPRT02 = check({
  requirement: 'PRT-02',
  sentence: "Who orders is told whether the patient's phone can serve",
  factor: 'the version of its system',
  bindings: ['fhir'],
  patients: ['can', 'cannot', 'old-android'],
  acts: [
    { at: 'd1 08:00', phone: { patient: 'can', os: 'ios', version: '10.3' } },
    { phone: { patient: 'cannot', os: 'ios', version: '7.1.2' } },
    { phone: { patient: 'old-android', os: 'android', version: '8.1' } },
    { at: '+1min', eligibility: { patient: 'can' } },
    { eligibility: { patient: 'cannot' } },
    { eligibility: { patient: 'old-android' } },
  ],
});
