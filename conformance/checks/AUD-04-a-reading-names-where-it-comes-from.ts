import { check } from './check.ts';

export const checkAUD04 = check({
  requirement: 'AUD-04',
  sentence: 'A reading that is shown names the device that it was measured with',
  factor: 'whether a device was named',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '121 mg/dL', name: 'by-meter' } },
    { at: '+10min', reading: { value: '122 mg/dL', device: 'none', name: 'by-nobody' } },
    { at: '+10min', read: { reading: 'by-meter' } },
    { read: { reading: 'by-nobody' } },
  ],
});
