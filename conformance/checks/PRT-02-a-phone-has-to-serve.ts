import { check } from './check.ts';

export const checkPRT02 = check({
  requirement: 'PRT-02',
  sentence: "Who orders is told whether the patient's phone can serve",
  factor: 'the version of its system',
  bindings: ['fhir'],
  patients: ['can', 'cannot', 'old-android', 'first-ios', 'first-android', 'android'],
  acts: [
    { at: 'd1 08:00', phone: { patient: 'can', os: 'ios', version: '10.3' } },
    { phone: { patient: 'cannot', os: 'ios', version: '7.1.2' } },
    { phone: { patient: 'old-android', os: 'android', version: '8.1' } },
    { phone: { patient: 'first-ios', os: 'ios', version: '8.0' } },
    { phone: { patient: 'first-android', os: 'android', version: '9' } },
    { phone: { patient: 'android', os: 'android', version: '14' } },
    { at: '+1min', eligibility: { patient: 'first-ios' } },
    { eligibility: { patient: 'first-android' } },
    { eligibility: { patient: 'android' } },
    { eligibility: { patient: 'can' } },
    { eligibility: { patient: 'cannot' } },
    { eligibility: { patient: 'old-android' } },
  ],
});
