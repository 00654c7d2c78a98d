import { check } from './check.ts';

export const checkORD15 = check({
  requirement: 'ORD-15',
  sentence: 'A period holds its start and not its end',
  factor: 'one second across the start, or across the end',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, end: 'd1 12:00' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', effective: 'd1 08:00' } },
    { at: '+1min', reading: { value: '251 mg/dL', effective: 'd1 07:59:59' } },
    { at: 'd1 12:10', reading: { value: '252 mg/dL', effective: 'd1 11:59:59' } },
    { at: '+1min', reading: { value: '253 mg/dL', effective: 'd1 12:00' } },
  ],
});
