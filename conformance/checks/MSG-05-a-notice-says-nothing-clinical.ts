import { check } from './check.ts';

export const checkMSG05 = check({
  requirement: 'MSG-05',
  sentence: 'What goes to a patient outside the portal says nothing clinical',
  factor: 'what the reply says',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '287 mg/dL', name: 'high' } },
    { at: '+10min', message: { reading: 'high', text: 'Please call the ward before noon.' } },
    { at: '+1h', message: { reading: 'high', text: 'Your sugar was at 287; take four more units tonight.' } },
    { at: '+1h', notices: {} },
  ],
});
