import { check } from './check.ts';

export const checkMSG04 = check({
  requirement: 'MSG-04',
  sentence: 'A message shows when it was sent and when it was first read',
  factor: 'whether it has been read before',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    { at: '+10min', messages: {} },
    { at: '+10min', message: { reading: 'high', text: 'Please measure again in two hours.' } },
    { at: '+1h', messages: {} },
    { at: '+1h', messages: {} },
  ],
});
