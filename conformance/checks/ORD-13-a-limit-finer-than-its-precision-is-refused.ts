import { check } from './check.ts';

export const checkORD13 = check({
  requirement: 'ORD-13',
  sentence: 'An order with a limit finer than its precision is refused',
  factor: 'one decimal more than the precision',

  acts: [
    {
      at: 'd1 08:00',
      order: { name: 'fine', measure: 'glucose', unit: 'mmol/L', limits: { reference: { low: 3.9, high: '10.0' } } },
    },
    {
      at: '+5min',
      order: {
        name: 'too-fine',
        measure: 'glucose',
        unit: 'mmol/L',
        limits: { reference: { low: 3.9, high: '10.05' } },
      },
    },
    {
      order: {
        name: 'too-fine-below',
        measure: 'glucose',
        unit: 'mmol/L',
        limits: { reference: { low: 3.95, high: '10.0' } },
      },
    },
    {
      order: {
        name: 'too-fine-where-critical',
        measure: 'glucose',
        unit: 'mmol/L',
        limits: { reference: { low: 3.9, high: '10.0' }, critical: { low: 3.1, high: '16.75' } },
      },
    },
    {
      at: '+5min',
      order: {
        name: 'fine-where-critical',
        measure: 'glucose',
        unit: 'mmol/L',
        limits: { reference: { low: 3.9, high: '10.0' }, critical: { low: 3.1, high: 16.7 } },
      },
    },
    { order: { name: 'fine-below', measure: 'glucose', unit: 'mmol/L', limits: { reference: { low: 4.1 } } } },
    { order: { name: 'tenths', measure: 'weight', limits: { reference: { high: 100.2 } } } },
    { at: '+5min', order: { name: 'whole', measure: 'weight', limits: { reference: { high: 100.25 } } } },
  ],
});
