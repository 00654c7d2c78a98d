import { check } from './check.ts';

export const checkMSG03 = check({
  requirement: 'MSG-03',
  sentence: 'The text of a reply arrives unchanged',
  factor: 'the characters in it',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    {
      at: '+10min',
      message: {
        reading: 'high',
        text: 'a & b | c ^ d ~ e \\\\ <f> "g"\n¡Mida otra vez! — 你好 😀\n> 300 mg/dL: call us.',
      },
    },
    {
      at: '+10min',
      message: {
        reading: 'high',
        text: `Cafe\u0301 au lait\tcounts. ${'Please measure before each meal. '.repeat(110)}Thanks.`,
      },
    },
    { at: '+1h', messages: {} },
  ],
});
