import { check } from './check.ts';

export const checkMSG02 = check({
  requirement: 'MSG-02',
  sentence: 'A reply is not visible to another patient',
  factor: 'who reads',
  patients: ['anna', 'berta'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'anna' } },
    { at: '+5min', grant: { patient: 'anna', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', patient: 'anna', name: 'high' } },
    { at: '+10min', message: { patient: 'anna', reading: 'high', text: 'For Anna alone.' } },
    { at: '+1h', messages: { patient: 'anna' } },
    { at: '+1min', messages: { patient: 'berta' } },
    { at: '+1min', messages: { patient: 'anna', by: 'berta' } },
  ],
});
