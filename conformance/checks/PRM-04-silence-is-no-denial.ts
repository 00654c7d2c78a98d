import { check } from './check.ts';

const order = { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } as const;

export const checkPRM04 = check({
  requirement: 'PRM-04',
  sentence: 'A patient whose phone hides a refusal is shown as one of whom no data came, and never as one who denied',
  factor: 'whether any data came',
  patients: ['silent', 'sharing'],
  acts: [
    { at: 'd1 07:50', phone: { patient: 'silent', os: 'ios', version: '17.4' } },
    { phone: { patient: 'sharing', os: 'ios', version: '17.4' } },
    { at: 'd1 08:00', order: { ...order, patient: 'silent' } },
    { order: { ...order, patient: 'sharing' } },
    { at: '+5min', grant: { patient: 'silent', measure: 'glucose' } },
    { grant: { patient: 'sharing', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { patient: 'sharing', value: '112 mg/dL' } },
    { at: 'd1 12:00', reading: { patient: 'sharing', value: '118 mg/dL' } },
    { at: 'd2 09:00', permission: { patient: 'silent', measure: 'glucose' } },
    { permission: { patient: 'sharing', measure: 'glucose' } },
  ],
});
